"""The table of words: whole in both languages, used, and the only place where words stand."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from fake_services import FakeServices
from jinja2 import UndefinedError
from markupsafe import Markup

from ispdesk.documents.content import FACTS_SHOWN, WORDS_USED
from ispdesk.documents.flow_plan import Does
from ispdesk.views import shapes
from ispdesk.web.frame import environment
from ispdesk.words import NOUNS, WORDS, Lang, Text, both, dates, said
from states.flow_checks import Severity

WEB = Path(dates.__file__).parents[1]
TEMPLATES = sorted((WEB / "web" / "templates").glob("*.html"))
SETS = {
    "standing": shapes.Standing,
    "group": shapes.StateGroup,
    "party": shapes.Party,
    "level": shapes.Level,
    "queue.level": shapes.Level,
    "accord": shapes.Accord,
    "partner": shapes.PartnerKind,
    "sign": shapes.SignKind,
    "outcome": shapes.Outcome,
    "capacity": shapes.Capacity,
    "timer_state": shapes.TimerState,
    "how": shapes.How,
    "measure": shapes.MeasureKind,
    "flows.severity": Severity,
    "flows.does": Does,
}
IN_EACH_LANGUAGE = (
    "section.text", "section.write", "section.ready", "section.unready", "section.revisions", "edit.title", "edit.text",
    "comments.on", "changes.in",
)  # fmt: skip
"""What the document's pages say of a section in one language."""
STATES = [
    "identified",
    "scoping",
    "workshops",
    "draft",
    "qa_queue",
    "qa_review",
    "returned",
    "assured",
    "review_due",
    "in_review",
    "lapsed",
    "not_appropriate",
    "other_instrument",
    "withdrawn",
    "merged",
    "superseded",
    "retired",
]


@pytest.mark.parametrize("key", WORDS)
def test_each_word_has_both_languages_with_the_same_gaps(key: str) -> None:
    word = WORDS[key]

    def gaps(words: str) -> set[str | None]:
        return {field for _, field, _, _ in Formatter().parse(words) if field}

    forms = [f for f in (word.en, word.cy, word.en_one, word.cy_one, word.cy_two) if f is not None]
    assert all(form.strip() == form != "" for form in forms)
    assert all(gaps(form) == gaps(word.en) for form in forms)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_templates_say_only_words_of_the_table(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    for key in re.findall(r'\bt(?:_other)?\("([a-z0-9_.]+)"[,)]', source):
        assert key in WORDS
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
    spoken = re.findall(r'(?:alt|title|aria-label|placeholder|content|value)="([^"]*)"', bare)
    text = unescape(re.sub(r"<[^>]*>", "", bare))
    assert not re.search(r"[^\W\d_]", text), text.split()
    assert all(value in {"", "width=device-width, initial-scale=1"} for value in spoken)


@pytest.mark.parametrize("group", SETS)
def test_each_member_of_a_closed_set_has_a_name(group: str) -> None:
    assert all(f"{group}.{code}" in WORDS for code in get_args(SETS[group]))


def test_each_state_has_a_name() -> None:
    assert all(f"state.{state}" in WORDS for state in STATES)
    assert said("state.lapsed", "en") == "Review overdue"


def test_no_word_is_left_over() -> None:
    folders = [path for folder in ("views", "documents", "cli", "web", "words") for path in (WEB / folder).glob("*.py")]
    spoken = "".join(path.read_text(encoding="utf-8") for path in (*TEMPLATES, *folders))
    open_sets = (
        "state.",
        "role.",
        "fact.",
        "history.",
        "actor.",
        "need.",
        "rung.",
        "task.",
        "anchor.",
        "unit.",
        "receipt.with.",
        "receipt.is.",
        "receipt.status.",
        "receipt.period.",
        "receipt.rung.",
        "drafts.before.",
        "round.",
        "received.",
        "operations.letter.",
        "timer.",
        "error.",
        "policy.",  # of the command line; tests/unit/test_policy.py looks for each
        "preferences.",  # each choice; tests/integration/test_cli_persons.py
        "mail.kind.",  # tests/integration/test_cli_mail.py looks for each
        "queue.waits.",
        "meeting.how.",
        "meeting.left.",
        "meeting.status.",
        "meeting.decision.",
        "return.severity.",
        "return.answer.",
        "return.part.",
        "questions.show.",
        "calls.because.",
        "privacy.",  # numbered paragraphs; tests/integration/test_notices.py reads each page
        "sessions.how.",  # tests/integration/test_signing_in_pages.py
        "answer.said.",
        "link_status.",
        "work.next.",  # by state: tests/integration/test_my_work.py
        *(f"{group}." for group in ("work.show", "overview.step", "overview.status", "overview.count", "ispnav")),
        *(f"document.{name}" for name in (*WORDS_USED, *FACTS_SHOWN, "only_")),
        "section_standing.",
        *(f"{group}.{lang}" for group in IN_EACH_LANGUAGE for lang in ("cy", "en")),
        *(f"changes.{kind}." for kind in ("gone", "new")),
        *(f"{group}." for group in ("checks.col", "checks.answer", "checks.severity", "submit.mend", "dpia")),
        *(f"review.{group}." for group in ("status", "outcome", "part", "second", "base")),  # test_review_pages.py
        *(f"finding.{group}." for group in ("severity", "answer")),
        *(f"decide.{group}." for group in ("what", "next", "instrument", "conditions")),
        *(f"decisions.{group}." for group in ("reason", "translate", "ask")),
        *(f"assurance.{group}." for group in ("status", "checked", "paper")),
        *(f"after.{group}." for group in ("clock", "calls", "how", "check", "answer", "outcome", "model", "return")),
        "workshop.error.",  # of each field: tests/integration/test_workshops_pages.py
        *("changes.kind.", "tokens.error.", "tokens.scope."),  # tests/integration/test_{changes_feed,token_pages}.py
        *(f"triage.{group}." for group in ("turn", "facet", "whose", "mark", "done", "key")),  # test_triage_pages.py
        *("team.stop.", "team.kind.", "team.what."),  # tests/integration/test_team_pages.py
        *(
            "settings.",
            "wording.",  # parts and languages; tests/integration/test_wording_pages.py
            "programme.event.",
            "programme.told.",
            "closure.reason_",
        ),  # the pages of settings
        *(
            f"{group}."
            for group in ("measure_of", "measure_short", "sector", "org_kind", "target.standing", "programme.page")
        ),
        *(f"logic.{group}." for group in ("output", "verdict", "name", "cannot", "shown")),  # test_targets_pages.py
        *(
            f"board.{group}."
            for group in ("part", "cannot", "col", "output", "type", "time", "write", "step", "quality")
        ),
        *("helpers.for.", "help.over.", "peer.severity."),  # tests/integration/test_helping.py
        "message.",  # by message: tests/unit/test_messages_are_named.py
        *("outbox.group.", "outbox.means.", "letter.phase.", "letter.meaning.", "letter.no_text.", "operators.page."),
        "gallery.in.",  # tests/integration/test_outbox_pages.py and tests/web/test_gallery.py
        "nav.",  # a test of the bar looks for each
        "notice.",  # the pages' `away` looks for each
        *(f"signing.{group}." for group in ("outcome", "how", "kind", "lang", "flow", "changed", "error.note")),
        *(
            "link_sign.not.",
            "link_sign.done.",
            "signing.minor.kind.",
            "signing.plan.order.",
            "sign.answer.",
            "sign.checked.do.",
            "people.outcome.",
        ),
        *("register.standing.", "register.sector.", "register.accord.", "register.says."),  # by what an entry is
        *("sector.", "orgkind.", "doing.", "cover.", "fkind.", "course_kind.", "course_language.", "place_status."),
        *(
            "measures.standing.",
            "measures.reached.",
            "measures.way.",
            "measures.flow.",
            "measures.returns.",
            "measures.ages.",
        ),
        *("reviews.why.", "outcomes.what.", "outcomes.undo."),  # tests/integration/test_periodic_review.py
        *("asker.", "advice_kind.", "channel.", "change_kind."),  # tests/integration/test_accord_pages.py
        *("declined.option.", "declined.hint."),  # tests/integration/test_signing_pages.py
        *(f"answer.{status}." for status in ("unknown", "withdrawn", "passed_on", "closed", "expired", "unreadable")),
        *(f"{group}." for group in SETS),
    )
    labels = re.findall(r'labelled\(\s*"(\w+)"|yield "(\w+)"|yield \(\s*"(\w+)"', spoken)
    spoken += "".join(f'"receipt.{part}"' for parts in labels for part in parts)
    spoken = re.sub(r'"[a-z0-9_.]+": Word', "", spoken)
    unused = [k for k in WORDS if f'"{k}"' not in spoken]
    left = [key for key in unused if not key.startswith(open_sets)]
    assert not left, " ".join(left)


@pytest.mark.parametrize(
    ("first", "last", "english", "welsh"),
    [
        (date(2012, 10, 1), date(2012, 10, 1), "1 October 2012", "1 Hydref 2012"),
        (date(2011, 6, 1), date(2011, 6, 30), "June 2011", "Mehefin 2011"),
        (date(2012, 2, 1), date(2012, 2, 29), "February 2012", "Chwefror 2012"),
        (date(2009, 1, 1), date(2009, 12, 31), "2009", "2009"),
        (None, date(2012, 9, 30), "by 30 September 2012", "erbyn 30 Medi 2012"),
        (date(2012, 9, 1), None, "not before 1 September 2012", "ddim cyn 1 Medi 2012"),
        (
            date(2011, 3, 1),
            date(2011, 8, 31),
            "at some time from 1 March 2011 to 31 August 2011",
            "rywbryd o 1 Mawrth 2011 hyd at 31 Awst 2011",
        ),
        (None, None, "", ""),
    ],
)
def test_days_are_said_as_people_say_them(first: date | None, last: date | None, english: str, welsh: str) -> None:
    assert (dates.span(first, last, "en"), dates.span(first, last, "cy")) == (english, welsh)


def test_a_time_is_londons_and_never_without_a_zone() -> None:
    summer = datetime(2012, 10, 1, 8, 30, tzinfo=UTC)
    assert dates.moment(summer, "en") == "Monday 1 October 2012, 09:30"
    assert dates.short_moment(summer, "cy") == "1 Hydref 2012, 09:30"
    night = datetime(2012, 6, 30, 23, 30, tzinfo=UTC)
    assert dates.moment(night, "cy") == "dydd Sul 1 Gorffennaf 2012, 00:30"
    assert dates.short_moment(night, "en") == "1 July 2012, 00:30"
    with pytest.raises(ValueError, match="zone"):
        dates.moment(datetime(2012, 10, 1, 9, 30), "en")  # noqa: DTZ001 - refused is what is tested


@pytest.mark.parametrize(
    ("least", "most", "english", "welsh"),
    [
        (1, 1, "1 working day", "1 diwrnod gwaith"),
        (2, 2, "2 working days", "2 ddiwrnod gwaith"),
        (0, 0, "0 working days", "0 diwrnod gwaith"),
        (3, None, "at least 3 working days", "o leiaf 3 diwrnod gwaith"),
        (None, 1, "at most 1 working day", "1 diwrnod gwaith ar y mwyaf"),
        (109, 130, "109 to 130 working days", "109 i 130 diwrnod gwaith"),
        (None, None, "", ""),
    ],
)
def test_waits_are_said_with_their_bounds(least: int | None, most: int | None, english: str, welsh: str) -> None:
    assert (dates.working_days(least, most, "en"), dates.working_days(least, most, "cy")) == (english, welsh)


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_unknown_names_and_attributes_fail_and_missing_keys_are_empty(lang: Lang) -> None:
    made = environment(lang)
    house = FakeServices().house()
    assert made.from_string("[{{ {}.missing }}]").render() == "[]"
    for mistake in (
        "{{ nobody }}",
        "{% if nobody %}{% endif %}",
        "{{ house.nmae }}",
        "{% if house.nmae %}{% endif %}",
    ):
        with pytest.raises(UndefinedError):
            made.from_string(mistake).render(house=house)
    with pytest.raises(KeyError):
        made.from_string("{{ t('no.such.key') }}").render()


def test_a_text_nobody_gave_says_so() -> None:
    say = environment("cy").filters["say"]
    assert say(Text()) == "Dim wedi'i gofnodi".replace("'", "&#39;")
    assert say(Text("Torfaen")) == '<span lang="en">Torfaen</span>'
    assert both("state.draft") == Text("Draft", "Drafft")


def test_no_key_is_worded_in_two_places() -> None:
    told = Counter(key for part in NOUNS for key in part.WORDS)
    assert [key for key, times in told.items() if times > 1] == []


def test_what_is_escaped_already_is_not_escaped_again() -> None:
    made = environment("cy").from_string("{{ t('page.title', page=name, name='<b>') }}")
    assert made.render(name=Markup("i&#39;r")).startswith("i&#39;r")
    assert "&lt;b&gt;" in made.render(name=Markup("x"))
    assert made.render(name="i'r").startswith("i&#39;r")
