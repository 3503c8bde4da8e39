"""`python -m standin [--port N]`: serve the invented publishers until interrupted.

A playground: it prints the settings with which `critmin plan` and `critmin ask` speak to it.

`GET /_requests` shows what was asked; `POST /_faults` with {"path": "/articles/memorandum", "fault": "busy",
"times": 2, "retry_after": 1} puts faults before a route's next answers.
"""

import argparse
import json
import time

from standin import FAULTS, StandIn
from standin.publishers import PUBLISHERS
from standin.site import routes


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: one that is free")
    wanted = parser.parse_args()
    with StandIn(port=wanted.port) as server:
        server.routes.update(routes(server.url("").rstrip("/")))
        found = {"fetch_private_addresses": "true"}
        for publisher in PUBLISHERS.values():
            found |= publisher.serve(server)
        variables = {f"CRITMIN_{name.upper()}": value for name, value in found.items()}
        told = {"address": server.url("/"), "settings": variables, "faults": sorted(FAULTS)}
        print(json.dumps(told), flush=True)
        try:
            while True:
                time.sleep(3_600)
        except KeyboardInterrupt:
            print("stopped")


if __name__ == "__main__":
    main()
