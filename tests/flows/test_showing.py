"""How a round is put before an operator; no server is needed."""

import pytest

from flows._showing import MOST_ROWS, plot, rows, table
from ispdesk.rounds import RoundItem


def items(count: int) -> list[RoundItem]:
    return [RoundItem(reference=f"ISP-{n:04}", what="moved") for n in range(1, count + 1)]


def test_each_item_is_a_row_named_after_its_reference() -> None:
    assert rows(items(2)) == [("ISP-0001", "moved"), ("ISP-0002", "moved")]


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250, 10_000])
def test_there_are_never_more_rows_than_an_operator_can_read(count: int) -> None:
    assert len(rows(items(count))) <= min(count, MOST_ROWS)


def test_a_chunk_says_which_references_it_holds_and_what_happened_to_them() -> None:
    assert rows(items(101))[0] == ("ISP-0001 to ISP-0002 (2)", "moved: 2")
    assert rows(items(101))[-1] == ("ISP-0101", "moved")


def test_the_table_holds_references_and_nothing_personal() -> None:
    assert table(items(1)) == [{"reference": "ISP-0001", "what": "moved"}]


def test_the_plot_has_one_bar_for_each_kind() -> None:
    drawn = plot([*items(4), RoundItem(reference="ISP-0009", what="escalated")])
    assert f"| moved | 4 | `{'#' * 40}` |" in drawn
    assert f"| escalated | 1 | `{'#' * 10}` |" in drawn


def test_the_plot_of_nothing_says_so() -> None:
    assert plot([]) == "Nothing to report."
