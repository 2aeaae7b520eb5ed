"""When a decision can be expected, in a sentence for whoever submitted."""

from ispdesk.words import Lang, dates, said
from states.forecast import Expected


def expected_words(one: Expected, lang: Lang) -> str:
    """Between which days a decision can be expected, or that this is not known and why."""
    soon, likely, late = one.dates
    if likely is None or soon is None:
        return said("forecast.not_known", lang, why=one.why.in_language(lang) if one.why else "").strip()
    shown = {"soon": dates.day(soon, lang), "likely": dates.day(likely, lang)}
    if late is None or soon == late:
        return said("forecast.one_day", lang, likely=shown["likely"])
    return said("forecast.expected", lang, **shown, late=dates.day(late, lang))
