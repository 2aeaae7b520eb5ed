"""Acts, Orders and procedures that protocols cite and that no longer stand, or stand only in part, with their dates."""

import datetime as dt
import re
from dataclasses import dataclass

from states.words import Sentence


@dataclass(frozen=True, slots=True)
class Gone:
    """Something cited that has been replaced. `from_` is the first day on which it no longer stood.

    `whole` is False where only a part of it went, so that a person has to look. `instead` is what took its place.
    """

    name: Sentence
    pattern: re.Pattern[str]
    from_: dt.date
    instead: Sentence
    whole: bool = True


def _cited(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


GONE: tuple[Gone, ...] = (
    Gone(
        Sentence("Data Protection Act 1998", "Deddf Diogelu Data 1998"),
        _cited(r"data protection act,?\s+1998|deddf diogelu data,?\s+1998|\bDPA\s*(19)?98\b|\bDPA\s*\(?1998\)?"),
        dt.date(2018, 5, 25),
        Sentence(
            "UK GDPR and the Data Protection Act 2018 (for section 29, its Schedule 2 Part 1 paragraph 2)",
            "GDPR y DU a Deddf Diogelu Data 2018 (yn lle adran 29, Atodlen 2 Rhan 1 paragraff 2)",
        ),
    ),
    Gone(
        Sentence(
            "Data Protection (Processing of Sensitive Personal Data) Order 2000",
            "Gorchymyn Diogelu Data (Prosesu Data Personol Sensitif) 2000",
        ),
        _cited(
            r"sensitive personal data\)?,?\s+order,?\s+2000|data protection order,?\s+2000|"
            r"data personol sensitif\)?,?\s+2000"
        ),
        dt.date(2018, 5, 25),
        Sentence("Schedule 1 of the Data Protection Act 2018", "Atodlen 1 Deddf Diogelu Data 2018"),
    ),
    Gone(
        Sentence("Anti-social Behaviour Act 2003", "Deddf Ymddygiad Gwrthgymdeithasol 2003"),
        _cited(r"anti-?\s?social behaviour act,?\s+2003|deddf ymddygiad gwrthgymdeithasol,?\s+2003"),
        dt.date(2014, 10, 20),
        Sentence(
            "Anti-social Behaviour, Crime and Policing Act 2014",
            "Deddf Ymddygiad Gwrthgymdeithasol, Troseddu a Phlismona 2014",
        ),
        whole=False,
    ),
    Gone(
        Sentence("Local Government Act 2000, section 2", "Deddf Llywodraeth Leol 2000, adran 2"),
        _cited(r"local government act,?\s+2000|deddf llywodraeth leol,?\s+2000"),
        dt.date(2021, 11, 1),
        Sentence(
            "section 24 of the Local Government and Elections (Wales) Act 2021",
            "adran 24 Deddf Llywodraeth Leol ac Etholiadau (Cymru) 2021",
        ),
        whole=False,
    ),
    Gone(
        Sentence("All Wales Child Protection Procedures", "Gweithdrefnau Amddiffyn Plant Cymru Gyfan"),
        _cited(r"all[- ]wales child protection procedures|gweithdrefnau amddiffyn plant cymru gyfan"),
        dt.date(2019, 11, 11),
        Sentence("Wales Safeguarding Procedures", "Gweithdrefnau Diogelu Cymru"),
    ),
    Gone(
        Sentence(
            "All Wales procedures for the protection of vulnerable adults",
            "Gweithdrefnau Cymru gyfan ar gyfer amddiffyn oedolion agored i niwed",
        ),
        _cited(
            r"all[- ]wales (polic(y|ies) and )?procedures for the protection of vulnerable adults|"
            r"gweithdrefnau cymru gyfan ar gyfer amddiffyn oedolion"
        ),
        dt.date(2019, 11, 11),
        Sentence("Wales Safeguarding Procedures", "Gweithdrefnau Diogelu Cymru"),
    ),
)
"""Our own reading of the law, to be checked by a lawyer: it says where to look, not what is lawful."""


def gone(text: str, day: dt.date) -> tuple[Gone, ...]:
    """What this text cites that no longer stood, whole or in part, on this day."""
    return tuple(one for one in GONE if one.from_ <= day and one.pattern.search(text))
