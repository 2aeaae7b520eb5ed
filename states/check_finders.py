"""How the checks look at an ISP's paper: each gives what it found, a sentence each."""

from collections.abc import Callable, Iterator

from states.folding import plain
from states.needs import NEEDS
from states.paper import Paper, PartnerSeen
from states.words import Sentence, listed

Found = tuple[Sentence, ...]
"""What was found, a sentence each; empty where all is well."""
UNKNOWN: Found = (Sentence("The record does not say.", "Nid yw'r cofnod yn dweud."),)


def need(name: str) -> Callable[[Paper], Found]:
    """The same rule that the lifecycle asks."""

    def look(paper: Paper) -> Found:
        asked = NEEDS[name]
        return () if asked.check(paper.facts) is True else (asked.unmet(paper.facts),)

    return look


def names(en: str, cy: str, which: Callable[[Paper], list[str] | None]) -> Callable[[Paper], Found]:
    """One sentence that lists what is concerned; nothing to list is well, and None is not known."""

    def look(paper: Paper) -> Found:
        found = which(paper)
        if found is None:
            return UNKNOWN
        said = Sentence(en.format(names=listed(found, "en")), cy.format(names=listed(found, "cy")))
        return (said,) if found else ()

    return look


def partners(which: Callable[[PartnerSeen], bool]) -> Callable[[Paper], list[str]]:
    """The names of partners of which this is true."""
    return lambda paper: [partner.name for partner in paper.partners if which(partner)]


def in_title(paper: Paper) -> Found:
    """Whether a title names one of the places; one that is for all Wales need not."""
    titles = plain(" ".join(paper.titles))
    if not any(paper.titles) or "wales" in paper.places or not paper.place_names:
        return ()
    if any(plain(name) in titles for name in paper.place_names):
        return ()
    return (
        Sentence(
            f"The title names none of its areas: {listed(paper.place_names_en, 'en')}.",
            f"Nid yw'r teitl yn enwi'r un o'i ardaloedd: {listed(paper.place_names_cy, 'cy')}.",
        ),
    )


def dpia(paper: Paper) -> Found:
    """Whether the assessment is done, or there is a reason why not."""
    if paper.dpia in ("done", "not_needed"):
        return ()
    if paper.dpia is None:
        return UNKNOWN
    return (Sentence("The assessment is not finished.", "Nid yw'r asesiad wedi'i orffen."),)


def welsh(paper: Paper) -> Found:
    """What is there in one language only."""
    return tuple(_welsh_gaps(paper))


def _welsh_gaps(paper: Paper) -> Iterator[Sentence]:
    if len([title for title in paper.titles if title]) < len(paper.titles):
        yield Sentence("The title is in one language only.", "Mewn un iaith yn unig y mae'r teitl.")
    written = {lang: {s.key for s in paper.sections if s.lang == lang and s.written} for lang in ("en", "cy")}
    for lang, en, cy in (("cy", "Welsh", "Gymraeg"), ("en", "English", "Saesneg")):
        other = written["en" if lang == "cy" else "cy"]
        missing = len(other - written[lang])
        if missing:
            yield Sentence(
                f"{missing} of {len(other)} sections are not there in {en}.",
                f"Nid yw {missing} o {len(other)} adran ar gael yn {cy}.",
            )


def previous(paper: Paper) -> Found:
    """Findings of rounds before that are not met or not answered."""
    if paper.round == 0:
        return ()
    return tuple(
        NEEDS[name].unmet(paper.facts)
        for name in ("previous_findings_closed", "findings_answered")
        if NEEDS[name].check(paper.facts) is not True
    )


def of_flows(code: str) -> Callable[[Paper], Found]:
    """What a check of the flows found."""
    return lambda paper: tuple(said for found, said in paper.flow_found if found == code)
