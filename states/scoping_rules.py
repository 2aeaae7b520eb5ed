"""Which answer ends in which instrument, why and by what source; the first rule that fits holds.

Sources: the framework's own documentation, the evaluation report (SQW 2013) by paragraph, UK GDPR by article.
"""

from states.scoping_shapes import Instrument, Rule
from states.words import Sentence

INSTRUMENTS: dict[Instrument, Sentence] = {
    Instrument.ISP: Sentence("Information Sharing Protocol (ISP)", "Protocol Rhannu Gwybodaeth (ISP)"),
    Instrument.DDA: Sentence("Data Disclosure Agreement (DDA)", "Cytundeb Datgelu Data (DDA)"),
    Instrument.JCA: Sentence("Joint Controller Agreement (JCA)", "Cytundeb Rheolyddion ar y Cyd (JCA)"),
    Instrument.OTHER: Sentence("a contract with a processor", "contract â phrosesydd"),
    Instrument.NOT_APPROPRIATE: Sentence("no instrument of the framework", "dim un o offerynnau'r fframwaith"),
}
_FRAMEWORK = Sentence("the framework's documentation", "dogfennaeth y fframwaith")
RULES: tuple[Rule, ...] = (
    Rule(
        "personal",
        "no",
        Instrument.NOT_APPROPRIATE,
        Sentence(
            "No information is shared from which a person can be recognised, so the framework does not apply to it.",
            "Ni rennir gwybodaeth y gellir adnabod person ohoni, felly nid yw'r fframwaith yn berthnasol.",
        ),
        _FRAMEWORK,
    ),
    Rule(
        "routine",
        "ad_hoc",
        Instrument.NOT_APPROPRIATE,
        Sentence(
            "Single requests that nobody foresees are decided one by one, each on its own merits. "
            "This does not mean that sharing is not allowed.",
            "Penderfynir ar geisiadau unigol annisgwyl fesul un, yn ôl eu teilyngdod. "
            "Nid yw hyn yn golygu na chaniateir rhannu.",
        ),
        Sentence("the framework's documentation; report 3.31-3.32", "dogfennaeth y fframwaith; adroddiad 3.31-3.32"),
    ),
    Rule(
        "instructions",
        "yes",
        Instrument.OTHER,
        Sentence(
            "Who acts only on instructions is a processor: a contract says what it may do with the information.",
            "Prosesydd yw'r sawl sy'n gweithredu ar gyfarwyddyd yn unig: "
            "mae contract yn dweud beth y caiff ei wneud â'r wybodaeth.",
        ),
        Sentence("UK GDPR, Article 28", "GDPR y DU, Erthygl 28"),
    ),
    Rule(
        "direction",
        "one_way",
        Instrument.DDA,
        Sentence(
            "Information goes one way, from one controller to others: "
            "a Data Disclosure Agreement is shorter and enough.",
            "Mae gwybodaeth yn mynd un ffordd, o un rheolydd i eraill: "
            "mae Cytundeb Datgelu Data yn fyrrach ac yn ddigon.",
        ),
        _FRAMEWORK,
    ),
    Rule(
        "joint",
        "yes",
        Instrument.JCA,
        Sentence(
            "Who decides together why and how is a joint controller: "
            "a Joint Controller Agreement says who answers for what. An ISP may stand beside it.",
            "Cyd-reolyddion yw'r rhai sy'n penderfynu gyda'i gilydd pam a sut: "
            "mae Cytundeb Rheolyddion ar y Cyd yn dweud pwy sy'n atebol am beth. Gall ISP sefyll wrth ei ochr.",
        ),
        Sentence(
            "the framework's documentation; UK GDPR, Article 26", "dogfennaeth y fframwaith; GDPR y DU, Erthygl 26"
        ),
    ),
)
"""In this order; the first that fits holds. Each field of a rule is a deciding question of its own."""
NO_RULE = Rule(
    "",
    "",
    Instrument.ISP,
    Sentence(
        "Organisations share information about people with each other, as a matter of routine and for one purpose, "
        "each a controller: that is what an Information Sharing Protocol is for.",
        "Mae sefydliadau'n rhannu gwybodaeth am bobl â'i gilydd, fel mater o drefn ac at un diben, pob un yn rheolydd: "
        "dyna ddiben Protocol Rhannu Gwybodaeth.",
    ),
    _FRAMEWORK,
)
