"""What must hold before a build may read the country list that comes with BACI."""

from critmin.quality.contradictions import whole
from critmin.quality.provenance import provenance

GRAIN = ("country_code", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every country has a {c}.")
            for c in ("country_code", "country_name", "iso2", "iso3")
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="country_code", regex=whole("[1-9][0-9]{0,2}"), description="One to three digits."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="iso3", regex=whole("[A-Z]{3}|N/A|"), description="Three letters, or N/A where there is no code."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="iso2", regex=whole("[A-Z]{2}|N/A|"), description="Two letters (NA is Namibia), or N/A."
        ),
        *provenance("baci"),
    ]
