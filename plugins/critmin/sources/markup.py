"""XML out of bytes, suspiciously: no document types, no entities, nothing fetched."""

from xml.etree.ElementTree import Element, ParseError

from critmin.lake import BadPage


def xml_root(content: bytes | str) -> Element:
    """The root of an XML page. A document type is refused: its entities are how XML bombs and leaks are made (S4, S5).

    Raises BadPage for XML that is cut off, damaged or hostile.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BadPage(f"the XML declares a document type or entities, which no data needs: {error}") from None
    except (ParseError, ValueError, RecursionError) as error:
        raise BadPage(f"the XML is cut off or damaged: {error}") from None


def local(tag: str) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
