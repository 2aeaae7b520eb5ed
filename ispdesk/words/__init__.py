"""What the product says, by key, in Welsh and in English; one table, read by pages and commands."""

from ispdesk.words import (
    after,
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
    measures,
    meetings,
    messages,
    my_work,
    notices,
    operations,
    operators,
    organisations,
    overview,
    packing,
    partners,
    persons,
    policy,
    preferring,
    programme,
    public,
    queue,
    receipt,
    record,
    removing,
    returning,
    review_dates,
    reviewing,
    scoping,
    searching,
    sign_forms,
    signing,
    signing_in,
    submitting,
    support,
    targets,
    team,
    team_days,
    tokens,
    training,
    triage,
    tuning,
    wording,
    workshops,
)
from ispdesk.words.text import LANGS, Lang, Text
from ispdesk.words.word import Word

__all__ = ["LANGS", "WORDS", "Lang", "Text", "Word", "both", "said"]

NOUNS = (
    after, answering, board, calls, changes, clocks, deciding, document, document_pages, entering, facilitating,
    flows, frame, helping, inbox, isp, labels, link_sign, listing, mails, measures, meetings, messages, my_work,
    notices, operations, operators, organisations, overview, packing, partners, persons, policy, preferring,
    programme, public, queue, receipt, record, removing, returning, review_dates, reviewing, scoping, searching,
    sign_forms, signing, signing_in, submitting, support, targets, team, team_days, tokens, training, triage,
    tuning, wording, workshops,
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
