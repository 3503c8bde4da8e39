"""Is Airflow healthy? The body of its health page says so, part by part; a status of 200 says only that it answers.

`python -m critmin.orchestration.health PART HOST PORT` ends with 0 when that part is healthy (for containers).
"""

import http.client
import json
import sys

PARTS = ("metadatabase", "scheduler", "dag_processor", "triggerer")


def statuses(host: str, port: int, *, seconds: float = 5) -> dict[str, str | None]:
    """The status of each part; empty when nothing answers as Airflow does."""
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.request("GET", "/api/v2/monitor/health")
        body = json.loads(connection.getresponse().read(100_000))
        return {part: (body.get(part) or {}).get("status") for part in PARTS}
    except (OSError, http.client.HTTPException, ValueError, AttributeError):
        return {}  # not yet listening, or something else listens there
    finally:
        connection.close()


def main() -> int:
    """Check one part, named on the command line."""
    part, host, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
    return 0 if statuses(host, port).get(part) == "healthy" else 1


if __name__ == "__main__":
    sys.exit(main())
