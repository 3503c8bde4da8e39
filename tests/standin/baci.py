"""CEPII, invented: a zip of one release, with validators, and nothing else."""

import io
import zipfile
from dataclasses import dataclass, field

from standin.server import Answer, StandIn

ADDRESS = "/DATA_DOWNLOAD/baci/data/BACI_HS92_V202601.zip"
HEADER = "t,i,j,k,v,q\n"
COUNTRIES = (
    "country_code,country_name,country_iso2,country_iso3\n156,China,CN,CHN\n516,Namibia,NA,NAM\n842,USA,US,USA\n"
)


@dataclass
class Baci:
    """What the release holds: records of a year by year, and how the zip is told from an older one."""

    years: dict[int, list[str]] = field(default_factory=lambda: {2024: ["156,842,81310,10.5,NA", "516,842,260200,2,1"]})
    etag: str = '"v202601"'

    def archive(self) -> bytes:
        """The zip, the same bytes for the same records."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for year, records in self.years.items():
                lines = "".join(f"{year},{record}\n" for record in records)
                _write(archive, f"BACI_HS92_Y{year}_V202601.csv", HEADER + lines)
            _write(archive, "country_codes_V202601.csv", COUNTRIES)
            _write(archive, "Readme.txt", "what this is")
        return buffer.getvalue()

    def answer(self) -> Answer:
        """The zip as it is served."""
        return Answer(self.archive(), content_type="application/zip", etag=self.etag)

    def serve(self, server: StandIn) -> None:
        """Put it into a stand-in."""
        server.routes[ADDRESS] = self.answer()


def _write(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, (2026, 1, 22, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, text)
