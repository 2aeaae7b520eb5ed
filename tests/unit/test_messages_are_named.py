"""Every member of the closed sets of the operators' pages has a name in the table of words."""

from typing import get_args

from ispdesk.views.masking import PLACES
from ispdesk.views.outbox import GROUPS, MEANINGS, Group
from ispdesk.web.gallery import IN
from ispdesk.words import WORDS
from models.queries import outbox
from models.tables.post import PHASES
from notifications.messages import MESSAGES


def named(group: str) -> set[str]:
    return {key.removeprefix(f"{group}.") for key in WORDS if key.startswith(f"{group}.")}


def test_every_message_says_what_it_is_for() -> None:
    assert named("message") == set(MESSAGES)


def test_every_group_phase_and_meaning_has_words() -> None:
    assert set(GROUPS) == set(get_args(Group)) == set(outbox.GROUPS)
    assert named("outbox.group") == {"all", *GROUPS}
    assert named("outbox.means") == set(GROUPS)
    assert named("letter.phase") == set(PHASES)
    assert named("letter.meaning") == {*MEANINGS.values(), "lost", "later", "refused"}
    assert named("letter.no_text") == {"code", "removed"}
    assert named("gallery.in") == set(IN)


def test_what_is_hidden_is_a_place_of_ours() -> None:
    assert len(PLACES) == len(set(PLACES))
