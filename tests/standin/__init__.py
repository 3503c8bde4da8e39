"""A stand-in for the publishers' servers: real sockets, invented pages, and every fault on demand.

By hand: `PYTHONPATH=tests python -m standin`. In a test: `with StandIn({"/page": Answer(b"...")}) as server:`.
"""

from standin.doors import PUBLIC, Doors
from standin.faults import FAULTS, faulty
from standin.server import Answer, Request, StandIn

__all__ = ["FAULTS", "PUBLIC", "Answer", "Doors", "Request", "StandIn", "faulty"]
