"""What the coordinator is told of an answer: what was said, and what to do now."""

import datetime as dt

from notifications.words import day
from states.words import Sentence


def promised(until: dt.date) -> tuple[Sentence, Sentence]:
    """They say by which day they will answer."""
    return (
        Sentence(f"We will answer by {day(until, 'en')}", f"Byddwn yn ateb erbyn {day(until, 'cy')}"),
        Sentence(
            "Nothing now: reminders pause until that day.",
            "Dim nawr: mae'r nodiadau atgoffa'n oedi tan y diwrnod hwnnw.",
        ),
    )


def answered(on: dt.date | None, whom: str) -> tuple[Sentence, Sentence]:
    """They say that they have answered already."""
    en, cy = (day(on, lang) if on else "" for lang in ("en", "cy"))
    return (
        Sentence(
            "We have answered already" + (f", on {en}" if on else "") + (f", to {whom}" if whom else ""),
            "Rydym wedi ateb eisoes" + (f", ar {cy}" if on else "") + (f", wrth {whom}" if whom else ""),
        ),
        Sentence(
            "Please look whether the answer has come, and close the task or ring them.",
            "Edrychwch a yw'r ateb wedi cyrraedd, a chaewch y dasg neu ffoniwch nhw.",
        ),
    )


def elsewhere(role: str, address: str) -> tuple[Sentence, Sentence]:
    """They say who decides it."""
    where = f" ({address})" if address else ""
    return (
        Sentence(
            f"Somebody else decides this here: {role}{where}", f"Rhywun arall sy'n penderfynu hyn yma: {role}{where}"
        ),
        Sentence(
            "Please confirm or refuse it: nothing is sent to that address before you do.",
            "Cadarnhewch neu gwrthodwch hyn: ni anfonir dim i'r cyfeiriad hwnnw cyn hynny.",
        ),
    )


def no_part(*, reason: bool) -> tuple[Sentence, Sentence]:
    """They do not wish to take part; the reason itself stays in the record."""
    return (
        Sentence(
            "We do not wish to take part" + (" (a reason was given; it is in the history)" if reason else ""),
            "Nid ydym am gymryd rhan" + (" (rhoddwyd rheswm; mae yn yr hanes)" if reason else ""),
        ),
        Sentence(
            "Please talk to them and to your lead organisation: nobody has been taken out of the protocol.",
            "Siaradwch â nhw, a chyda'ch sefydliad arweiniol: ni thynnwyd neb allan o'r protocol.",
        ),
    )


def ring(telephone: str) -> tuple[Sentence, Sentence]:
    """They would like to be rung."""
    return (
        Sentence(f"Please ring us: {telephone}", f"Ffoniwch ni: {telephone}"),
        Sentence("Please ring them; they are on your telephone list.", "Ffoniwch nhw; maent ar eich rhestr ffonio."),
    )
