"""An Airflow of its own for the tests, and a road that is played instead of walked."""

import sys
import types
from pathlib import Path

import pytest

import critmin
from critmin.orchestration.environment import airflow_environment
from critmin.settings import PROJECT, Settings


@pytest.fixture(scope="session")
def airflow_home(tmp_path_factory) -> Path:
    """A migrated Airflow for this test process, in force in its environment."""
    patch = pytest.MonkeyPatch()
    config = Settings(airflow_home=tmp_path_factory.mktemp("airflow"))
    variables = airflow_environment(config)
    for name, value in variables.items():
        patch.setenv(name, value)
    home = Path(variables["AIRFLOW_HOME"])

    from critmin.orchestration.migrating import migrate

    migrate(home)
    yield home
    patch.undo()


@pytest.fixture(scope="session")
def bag(airflow_home):
    """Our DAG files, read by Airflow."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(str(PROJECT / "dags"))


@pytest.fixture
def dags(airflow_home):
    """Our DAGs, read anew: a run in this process leaves its parameters in the DAG that it ran."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(str(PROJECT / "dags")).dags


class PlayedRoad(types.ModuleType):
    """A stand-in for critmin.road: remembers what it was asked, and answers what the test sets."""

    class GateStopped(RuntimeError):
        """As the real road has it."""

    def __init__(self):
        super().__init__("critmin.road")
        self.asked: list[tuple] = []
        self.answers: dict[str, object] = {}

    def _play(self, verb: str, *arguments):
        self.asked.append((verb, *arguments))
        answer = self.answers.get(verb, [])
        return answer(*arguments) if callable(answer) else answer

    def land(self, slug, paths=None):
        return self._play("land", slug, paths)

    def land_feeds(self):
        return self._play("land_feeds")

    def lacking(self, slug):
        return self._play("lacking", slug)

    def ask(self, slug, since=None, until=None, progress=None):
        return self._play("ask", slug, since, until) or types.SimpleNamespace(reason="", retrieval_ids=[])

    def stage(self, slug, progress=None):
        return self._play("stage", slug)

    def extract(self, progress=None):
        return self._play("extract")

    def admit(self, source):
        return self._play("admit", source)

    def build(self, progress=None):
        return self._play("build")


@pytest.fixture
def road(monkeypatch) -> PlayedRoad:
    """The played road, in the place of the real one."""
    played = PlayedRoad()
    monkeypatch.setitem(sys.modules, "critmin.road", played)
    monkeypatch.setattr(critmin, "road", played, raising=False)
    return played
