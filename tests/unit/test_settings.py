"""Settings: one home, one line of documentation each."""

import re
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from critmin.settings import PROJECT, Settings


def test_every_setting_is_one_line_of_the_example_and_every_line_is_a_setting():
    text = (PROJECT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?\s*(CRITMIN_[A-Z_]+)=", text, flags=re.M))
    assert named == {f"CRITMIN_{name.upper()}" for name in Settings.model_fields}


def test_every_setting_says_what_it_is_for():
    assert [n for n, f in Settings.model_fields.items() if not f.description] == []


def test_a_clock_without_a_zone_is_utc_and_an_empty_one_is_the_real_clock():
    assert Settings(clock="2026-11-01T06:00:00").now() == datetime(2026, 11, 1, 6, tzinfo=UTC)
    assert Settings(clock="").clock is None


def test_a_wrong_value_is_refused():
    with pytest.raises(ValidationError):
        Settings(threads=0)


def test_telemetry_is_off_in_child_processes():
    environment = Settings().child_environment(CRITMIN_WAREHOUSE="x")
    assert environment["DO_NOT_TRACK"] == "1"
    assert environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] == "0"
