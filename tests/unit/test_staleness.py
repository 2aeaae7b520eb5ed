"""Which sign-offs a change touches: design §3, **Stale**."""

from hypothesis import given
from hypothesis import strategies as st

from states.folding import folded
from states.staleness import Content, Minor, Part, changes, is_minor, may_be_minor, touching

Marks = tuple[Minor, ...]
NAMES = ("gwent", "torfaen", "powys")
hashes = st.sampled_from("abcd")
shared = st.builds(lambda h: Part("section", h), hashes)
flows = st.builds(lambda h, p: Part("flow", h, frozenset(p)), hashes, st.sets(st.sampled_from(NAMES), min_size=1))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    sections = draw(st.dictionaries(st.sampled_from(["section:1", "section:2"]), shared))
    numbered = draw(st.dictionaries(st.sampled_from(["flow:1", "flow:2", "flow:3"]), flows))
    return {"purpose": Part("purpose", draw(hashes)), **sections, **numbered}


marks = st.lists(st.builds(Minor, st.sampled_from(["purpose", "section:1", "flow:1"]), hashes, hashes), max_size=4).map(
    tuple
)


@given(contents(), st.sampled_from(NAMES), marks)
def test_nothing_changed_touches_nobody(one: Content, name: str, said: tuple[Minor, ...]) -> None:
    assert touching(one, one, {name}, said) == ()


@given(contents(), contents(), st.sampled_from(NAMES))
def test_a_shared_change_touches_everybody_and_a_flow_its_own_before_and_after(
    then: Content, now: Content, name: str
) -> None:
    touched = {change.key for change in touching(then, now, {name})}
    for key in {*then, *now}:
        before, after = then.get(key), now.get(key)
        same = before is not None and after is not None and before.hash == after.hash
        parties = {p for part in (before, after) if part for p in part.parties}
        expected = not same and (not key.startswith("flow") or name in parties)
        assert (key in touched) == expected, key


@given(contents(), contents(), marks, marks)
def test_more_marks_never_touch_more(
    then: Content, now: Content, some: tuple[Minor, ...], more: tuple[Minor, ...]
) -> None:
    fewer = set(touching(then, now, set(NAMES), (*some, *more)))
    assert fewer <= set(touching(then, now, set(NAMES), some)) <= set(touching(then, now, set(NAMES)))


@given(contents(), contents(), marks)
def test_what_came_went_or_changed_hands_is_never_minor(then: Content, now: Content, said: tuple[Minor, ...]) -> None:
    for change in changes(then, now):
        if change.how != "changed" or not change.same_parties:
            assert not may_be_minor(change)
            assert not is_minor(change, said)


@given(contents(), contents(), marks)
def test_going_back_is_as_minor_as_going_on(then: Content, now: Content, said: tuple[Minor, ...]) -> None:
    there = {c.key for c in changes(then, now) if is_minor(c, said)}
    back = {c.key for c in changes(now, then) if is_minor(c, said)}
    assert there == back


def test_marks_lead_over_several_steps_and_only_in_their_own_part() -> None:
    then, now = {"section:1": Part("section", "a")}, {"section:1": Part("section", "c")}
    steps = (Minor("section:1", "a", "b"), Minor("section:1", "b", "c"))
    assert touching(then, now, {"gwent"}, steps) == ()
    assert touching(then, now, {"gwent"}, steps[:1]) != ()
    elsewhere = tuple(Minor("section:2", mark.before, mark.after) for mark in steps)
    assert touching(then, now, {"gwent"}, elsewhere) != ()


def test_names_are_compared_without_case_and_spaces() -> None:
    assert folded("  Gwent   Health BOARD ") == "gwent health board"
