"""Every table has a rule that says how long its rows are kept, and the page says what the rules say."""

import datetime as dt
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from sqlmodel import SQLModel
from test_chain import GROWING

import models.tables  # noqa: F401 - fills the metadata
from models.dump import LEFT_OUT
from states.retention import MEANS, PERIODS, RULES, Keep

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("retention_page", ROOT / "tools" / "retention_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_table_has_a_rule_and_every_rule_a_table() -> None:
    assert set(RULES) == set(SQLModel.metadata.tables), "say in states/retention.py how long it is kept"
    assert set(MEANS) == set(Keep)
    assert {table for table, keep in RULES.items() if keep is Keep.PERIOD} == set(PERIODS)


def test_a_period_is_of_a_column_there_is_and_takes_no_evidence() -> None:
    tables = SQLModel.metadata.tables
    for name, period in PERIODS.items():
        table, _, column = period.since.rpartition(".")
        assert column in tables[table or name].c, name
        assert period.months > 0
        assert period.why.en != period.why.cy
    assert {name for name, period in PERIODS.items() if not period.emptied} & set(GROWING) == set()
    assert {one.column.table.name for t in tables.values() for one in t.foreign_keys} & set(PERIODS) == set()


def test_what_is_left_out_of_an_export_is_no_record() -> None:
    assert {RULES[table] for table in LEFT_OUT} <= {Keep.ITSELF, Keep.PERIOD, Keep.PERSON}


def test_a_period_ends_by_calendar_months() -> None:
    assert PERIODS["absence"].ends_before(dt.date(2026, 3, 31)) == dt.date(2023, 3, 31)
    assert PERIODS["web_session"].ends_before(dt.date(2026, 3, 31)) == dt.date(2026, 2, 28)


def test_the_page_is_what_the_rules_say(tool: ModuleType) -> None:
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(), "run `python tools/retention_page.py`"
    assert all(f"`{table}`" in tool.page() for table in RULES)
