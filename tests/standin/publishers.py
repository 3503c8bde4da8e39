"""Every publisher that the stand-in knows: what answers for it, and the settings of ours that lead there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from standin import (
    baci,
    census,
    comext,
    comtrade,
    eu_crm,
    federal_register,
    hts,
    public_folders,
    us_measures,
    usgs_mcs,
    wits,
)
from standin.server import StandIn

COMEXT = {("EU27_2020", "CN", "280530", "1", "2024"): 1_834_512}


@dataclass(frozen=True)
class Publisher:
    """`service()` answers for it; `addresses` are settings with the path at which it stands, `others` hold a value."""

    service: Callable
    addresses: dict[str, str]
    others: dict[str, str] = field(default_factory=dict)

    def serve(self, server: StandIn) -> dict[str, str]:
        """Let a stand-in answer for it; the settings that lead there."""
        self.service().serve(server)
        base = server.url("").rstrip("/")
        return {name: f"{base}{path}" for name, path in self.addresses.items()} | self.others


_FOLDERS = public_folders.settings("")
PUBLISHERS = {
    "comtrade": Publisher(comtrade.playground, {"comtrade_address": ""}, {"comtrade_key": comtrade.KEY}),
    "census": Publisher(census.playground, {"census_address": ""}, {"census_key": census.KEY}),
    "comext": Publisher(lambda: comext.Comext(dict(COMEXT)), {"comext_address": ""}),
    "baci": Publisher(baci.Baci, {"baci_addresses": baci.ADDRESS}),
    "wits": Publisher(wits.playground, {"wits_address": ""}),
    "federal_register": Publisher(federal_register.playground, {"federal_register_address": ""}),
    "hts": Publisher(hts.Hts, {"hts_address": ""}),
    "usgs_mcs": Publisher(usgs_mcs.ScienceBase, {"usgs_address": ""}, {"usgs_editions": usgs_mcs.editions()}),
    "eu_crm": Publisher(eu_crm.playground, _FOLDERS, {"eu_crm_folders": eu_crm.FOLDER}),
    "us_measures": Publisher(
        us_measures.UsMeasures, _FOLDERS | {"hts_address": ""}, {"us_measures_folders": us_measures.FOLDER}
    ),
}
