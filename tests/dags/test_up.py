"""`critmin up`: healthy, with a login, and gone without a trace."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from critmin.orchestration.environment import HOST, SERVER, airflow_environment
from critmin.orchestration.health import PARTS, statuses
from critmin.orchestration.pools import POOLS
from critmin.orchestration.up import CannotStart, serve

pytestmark = pytest.mark.xdist_group("airflow-children")

UP = "from critmin.orchestration.up import serve; raise SystemExit(serve())"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def ask(address: str, path: str, token: str | None = None, body: dict | None = None) -> dict:
    request = urllib.request.Request(
        f"{address}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


@pytest.mark.slow
def test_up_becomes_healthy_wants_a_login_has_our_pools_and_ends_without_a_trace(tmp_path, using):
    port = free_port()
    config = using(data=tmp_path / "data", drop=tmp_path / "drop", airflow_home=tmp_path / "airflow", airflow_port=port)
    server = subprocess.Popen(
        [sys.executable, "-c", UP],
        stdout=subprocess.PIPE,
        text=True,
        env=config.child_environment(),
    )
    try:
        said = ""
        while "Ctrl-C ends it." not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        address = re.search(r"http://[\d.:]+", said)[0]
        assert address == f"http://{HOST}:{port}"
        user, password = re.search(r"Log in as (\S+) with the password (\S+)", said).groups()
        assert statuses(HOST, port) == dict.fromkeys(PARTS, "healthy")

        with pytest.raises(urllib.error.HTTPError, match="401"):
            ask(address, "/api/v2/dags")
        with pytest.raises(urllib.error.HTTPError, match="401"):
            ask(address, "/auth/token", body={"username": user, "password": "admin"})
        token = ask(address, "/auth/token", body={"username": user, "password": password})["access_token"]
        pools = {pool["name"]: pool["slots"] for pool in ask(address, "/api/v2/pools", token)["pools"]}
        assert {name: pools.get(name) for name in POOLS} == {name: slots for name, (slots, _) in POOLS.items()}
        assert ask(address, "/api/v2/importErrors", token)["total_entries"] == 0

        family = psutil.Process(server.pid).children(recursive=True)
        assert len(family) >= 8
        assert {
            c.laddr.ip
            for p in family
            for c in p.net_connections("tcp")
            if c.status == "LISTEN" and c.laddr.port == port
        } == {HOST}
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=40) == 0
        _, alive = psutil.wait_procs(family, timeout=5)
        assert alive == []
        with socket.socket() as probe:  # closed connections may linger; a listener would still be in the way
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    finally:
        if server.poll() is None:
            server.kill()
        server.stdout.close()


def test_a_taken_port_is_a_clear_message(tmp_path, using):
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        using(airflow_home=tmp_path, airflow_port=port)
        with pytest.raises(CannotStart, match=f"Port {port}.*CRITMIN_AIRFLOW_PORT"):
            serve()


def test_what_answers_but_is_not_airflow_is_not_healthy():
    with socket.socket() as other:
        other.bind((HOST, 0))
        assert statuses(HOST, other.getsockname()[1], seconds=0.5) == {}


def test_an_airflow_of_the_callers_shell_is_left_alone(tmp_path, using, monkeypatch):
    """Somebody with another Airflow in their shell must not have its database migrated by ours."""
    from critmin.orchestration.environment import child_environment

    monkeypatch.setenv("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql://elsewhere/airflow")
    monkeypatch.setenv("AIRFLOW__SECRETS__BACKEND", "elsewhere.Backend")
    monkeypatch.setenv("AIRFLOW_CONN_FEEDS", "http://example.org")
    environment = child_environment(using(airflow_home=tmp_path), SERVER)
    assert environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] == f"sqlite:///{tmp_path / SERVER / 'airflow.db'}"
    assert "AIRFLOW__SECRETS__BACKEND" not in environment
    assert environment["AIRFLOW_CONN_FEEDS"] == "http://example.org"


def test_the_local_airflow_is_on_loopback_quiet_and_without_examples(tmp_path, using):
    variables = airflow_environment(using(airflow_home=tmp_path, airflow_port=8123), SERVER)
    assert variables["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert variables["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8123/execution/"
    assert variables["AIRFLOW__CORE__LOAD_EXAMPLES"] == "False"
    assert variables["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS"] == "False"
    assert all(Path(v).is_absolute() for k, v in variables.items() if k.endswith(("_FOLDER", "_HOME")))
