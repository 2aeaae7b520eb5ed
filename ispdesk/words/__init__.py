"""What the product says, by key, in Welsh and in English; one table, read by pages and commands."""

from ispdesk.words import (
    answering,
    board,
    calls,
    changes,
    clocks,
    deciding,
    document,
    document_pages,
    entering,
    facilitating,
    flows,
    frame,
    helping,
    inbox,
    isp,
    labels,
    link_sign,
    listing,
    mails,
    meetings,
    messages,
    my_work,
    notices,
    operations,
    operators,
    overview,
    partners,
    persons,
    policy,
    preferring,
    programme,
    queue,
    receipt,
    record,
    removing,
    returning,
    reviewing,
    scoping,
    searching,
    sign_forms,
    signing,
    signing_in,
    submitting,
    targets,
    team,
    team_days,
    tokens,
    triage,
    tuning,
    workshops,
)
from ispdesk.words.text import LANGS, Lang, Text
from ispdesk.words.word import Word

__all__ = ["LANGS", "WORDS", "Lang", "Text", "Word", "both", "said"]

NOUNS = (
    answering, board, calls, changes, clocks, deciding, document, document_pages, entering, facilitating, flows, frame,
    helping, inbox, isp, labels, link_sign, listing, mails, meetings, messages, my_work, notices, operations,
    operators, overview, partners, persons, policy, preferring, programme, queue, receipt, record, removing,
    returning, reviewing, scoping, searching, sign_forms, signing, signing_in, submitting, targets, team, team_days,
    tokens, triage, tuning, workshops,
)  # fmt: skip
WORDS: dict[str, Word] = {key: word for part in NOUNS for key, word in part.WORDS.items()}


def said(key: str, lang: Lang, **values: object) -> str:
    """Return the words for `key`; with `n` among the values, in the form that the number asks for.

    Raises KeyError for an unknown key or a missing value: a page that cannot say something fails its test.
    """
    return WORDS[key].form(lang, values.get("n")).format(**values)


def both(key: str) -> Text:
    """Return the words for `key` in both languages, for views that put labels into what they hand out."""
    return Text(en=said(key, "en"), cy=said(key, "cy"))
