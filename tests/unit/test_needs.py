import datetime as dt
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st
from rules_samples import TODAY, full, unknown

from states.facts import Facts
from states.lifecycle import GATEWAY, LIFECYCLE, Party, State
from states.needs import NEEDS

MAYBE = st.none() | st.booleans()
COUNTS = st.none() | st.integers(0, 5)
WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=12)
SOME = st.none() | st.lists(WORDS | st.just("{names}"), max_size=4).map(tuple)
DAYS = st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1))
BY_NAME = {
    "state": st.sampled_from(State),
    "today": st.just(TODAY),
    "holder": st.sampled_from(Party),
    "instrument": st.none() | st.sampled_from(["isp", "dda", "jca", "other"]),
    "assurer_conflict": st.none() | WORDS,
    "interest_undeclared": st.none() | WORDS,
}
BY_TYPE = {
    "bool": st.booleans(),
    "bool | None": MAYBE,
    "int | None": COUNTS,
    "tuple[str, ...] | None": SOME,
    "dt.date | None": DAYS,
}


def _strategy(name: str, kind: object) -> st.SearchStrategy[object]:
    written = str(kind).replace("datetime.date", "dt.date").removeprefix("<class '").removesuffix("'>")
    return BY_NAME[name] if name in BY_NAME else BY_TYPE[written]


ANY_FACTS = st.builds(Facts, **{field.name: _strategy(field.name, field.type) for field in fields(Facts)})


def test_every_need_exists_and_every_need_is_used() -> None:
    assert {name for move in LIFECYCLE for name in move.needs} == set(NEEDS)
    assert len(GATEWAY) == 6  # the six things that keep an ISP out of the queue (design §5)
    assert set(GATEWAY) <= set(NEEDS)


@given(ANY_FACTS)
def test_every_need_answers_yes_no_or_not_known_and_says_what_to_do_in_both_languages(facts: Facts) -> None:
    for name, need in NEEDS.items():
        assert need.check(facts) in (True, False, None), name
        said = need.unmet(facts)
        for words in (said.en, said.cy):
            assert words.strip() == words != "", name
            assert words.endswith("."), name
            assert words[0].isupper(), name
            assert "None" not in words, name


def test_all_can_be_met_and_each_can_be_unmet() -> None:
    facts = full(State.DRAFT)
    sure = {"other_instrument_named", "review_date_passed"}  # these two ask for the opposite of two others
    for name, need in NEEDS.items():
        assert need.check(facts) is (name not in sure), name
    wrong = Facts(
        state=State.DRAFT,
        today=TODAY,
        on_hold=True,
        acting_as_timer=True,
        **dict.fromkeys(("title", "area", "lead", "coordinator", "purpose", "document", "group", "successor"), False),  # type: ignore[arg-type]
        instrument="dda",
        partners=1,
        facilitators=0,
        flows=0,
        incomplete_flows=("1",),
        strangers=("X",),
        partners_without_flow=("Y",),
        unsigned=("Z",),
        assurer_conflict="she wrote it",
        assurer_known_independent=True,
        interest_undeclared="Gwent",
        second_reader_missing=True,
        **dict.fromkeys(("findings_open", "must_findings_open", "previous_findings_open", "findings_unanswered"), 1),  # type: ignore[arg-type]
        corrections_listed=1,
        corrections_unchecked=1,
        content_as_assured=False,
        review_date=TODAY,
        notice_date=TODAY + dt.timedelta(1),
        version_in_progress=True,
        version_in_force=True,
    )
    for name, need in NEEDS.items():
        assert need.check(wrong) is (name == "other_instrument_named"), name


def test_not_known_is_never_yes_where_a_fact_is_asked_for() -> None:
    facts = unknown(State.DRAFT)
    yes = {name for name, need in NEEDS.items() if need.check(facts) is True}
    unless = {"no_version_in_progress", "no_version_in_force", "not_on_hold", "interests_declared", "second_reader"}
    assert yes == {"submission_chosen", *unless}
    assert NEEDS["submission_chosen"].check(replace(facts, acting_as_timer=True)) is False
    chosen = replace(facts, acting_as_timer=True, submits_itself=True)
    assert NEEDS["submission_chosen"].check(chosen) is None


def test_half_known_is_not_known_and_half_wrong_is_no() -> None:
    need = NEEDS["title_and_area"]
    assert need.check(replace(unknown(State.IDENTIFIED), title=True)) is None
    assert need.check(replace(unknown(State.IDENTIFIED), title=False)) is False


def test_a_conflict_outweighs_a_declaration() -> None:
    facts = replace(full(State.QA_REVIEW), assurer_conflict="Ann works for its lead")
    assert NEEDS["assurer_independent"].check(facts) is False
    assert "Ann works for its lead" in NEEDS["assurer_independent"].unmet(facts).cy


def test_a_sentence_names_what_is_missing_and_claims_no_number_that_is_not_known() -> None:
    facts = replace(full(State.DRAFT), incomplete_flows=("1", "3", "7"), partners=1)
    assert "1, 3 and 7" in NEEDS["flows_complete"].unmet(facts).en
    assert "1, 3 a 7" in NEEDS["flows_complete"].unmet(facts).cy
    assert "so far there is 1" in NEEDS["partners_named"].unmet(facts).en
    blank = unknown(State.DRAFT)
    assert "not known which" in NEEDS["flows_complete"].unmet(blank).en
    assert "not known" in NEEDS["partners_named"].unmet(blank).en
    assert "0" not in NEEDS["partners_named"].unmet(blank).en
