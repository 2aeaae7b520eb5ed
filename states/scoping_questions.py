"""The questions of scoping as one table, and the rules that end them in an instrument.

Sources: the framework's own documentation, the evaluation report (SQW 2013) by paragraph, the Information
Commissioner's data sharing code ("ICO"), otherwise our default.
"""

from states.scoping_shapes import ANY_PLACE, ANY_SERVICE, Field, Instrument, Kind, Option, Question
from states.words import Sentence

WITH_A_PAPER = frozenset({Instrument.ISP, Instrument.DDA, Instrument.JCA, Instrument.OTHER})
_NOT_SURE = Option("not_sure", Sentence("I am not sure", "Nid wyf yn siŵr"))
_YES, _NO = Sentence("Yes", "Ydy"), Sentence("No", "Nac ydy")


def _one(code: str, ask: Sentence, *options: Option, hint: Sentence | None = None, decides: bool = False) -> Question:
    return Question(code, ask, (Field(code, Kind.ONE, ask, hint, options),), hint, decides)


QUESTIONS: tuple[Question, ...] = (
    Question(
        "service",
        Sentence("Which service is the sharing for?", "Ar gyfer pa wasanaeth y mae'r rhannu?"),
        (
            Field(
                ANY_SERVICE,
                Kind.SOME,
                Sentence("Service", "Gwasanaeth"),
                missing=Sentence("Choose at least one service.", "Dewiswch o leiaf un gwasanaeth."),
            ),
        ),
        Sentence("Choose all that apply.", "Dewiswch bob un sy'n berthnasol."),
    ),
    Question(
        "place",
        Sentence("Which area is it for?", "Ar gyfer pa ardal y mae?"),
        (
            Field(
                ANY_PLACE,
                Kind.SOME,
                Sentence("Area", "Ardal"),
                missing=Sentence("Choose at least one area.", "Dewiswch o leiaf un ardal."),
            ),
        ),
        Sentence("Choose all that apply.", "Dewiswch bob un sy'n berthnasol."),
    ),
    Question(
        "title",
        Sentence("What is the sharing to be called?", "Beth fydd enw'r rhannu?"),
        (
            Field("title_en", Kind.LINE, Sentence("Title in English", "Teitl yn Saesneg"), optional=True),
            Field("title_cy", Kind.LINE, Sentence("Title in Welsh", "Teitl yn Gymraeg"), optional=True),
        ),
        Sentence(
            "Name the service and the area, as people there call them. One language is enough for now.",
            "Enwch y gwasanaeth a'r ardal, fel y bydd pobl yno'n eu galw. Mae un iaith yn ddigon am y tro.",
        ),
        one_of=("title_en", "title_cy"),
        missing=Sentence("Give a title in Welsh or in English.", "Rhowch deitl yn Gymraeg neu yn Saesneg."),
    ),
    Question(
        "similar",
        Sentence("Is one of these what you need?", "Ai un o'r rhain sydd ei angen arnoch?"),
        (
            Field(
                "similar",
                Kind.MATCH,
                Sentence("What do you wish to do?", "Beth hoffech chi ei wneud?"),
                missing=Sentence(
                    "Say whether one of these is yours, or a good beginning, or none of them.",
                    "Dywedwch a yw un o'r rhain yn eiddo i chi, neu'n ddechrau da, neu ddim un ohonynt.",
                ),
            ),
        ),
        Sentence(
            "One protocol for one purpose is enough, and one that was assured elsewhere saves much of the work.",
            "Mae un protocol at un diben yn ddigon, ac mae un a sicrhawyd yn rhywle arall yn arbed llawer o'r gwaith.",
        ),
    ),
    _one(
        "personal",
        Sentence(
            "Will information be shared from which a person can be recognised?",
            "A fydd gwybodaeth yn cael ei rhannu y gellir adnabod person ohoni?",
        ),
        Option("yes", Sentence("Yes", "Bydd")),
        Option(
            "no",
            Sentence("No, only numbers or anonymised information", "Na fydd, dim ond niferoedd neu wybodaeth ddienw"),
        ),
        _NOT_SURE,
        hint=Sentence(
            "Names, numbers and addresses, but also anything that points to one person when put together.",
            "Enwau, rhifau a chyfeiriadau, ond hefyd unrhyw beth sy'n pwyntio at un person o'i roi at ei gilydd.",
        ),
        decides=True,
    ),
    _one(
        "routine",
        Sentence("Will it be shared as a matter of routine?", "A fydd yn cael ei rannu fel mater o drefn?"),
        Option("regular", Sentence("Yes, often or at set times", "Bydd, yn aml neu ar adegau penodol")),
        Option(
            "seldom",
            Sentence(
                "Yes, though seldom: case by case, in a way that is agreed", "Bydd, er yn anaml: achos wrth achos"
            ),
            Sentence(
                "The people involved know beforehand that it will happen and how.",
                "Mae'r bobl sy'n gysylltiedig yn gwybod ymlaen llaw y bydd yn digwydd, a sut.",
            ),
        ),
        Option(
            "ad_hoc",
            Sentence("No, only single requests that nobody foresees", "Na fydd, dim ond ceisiadau unigol annisgwyl"),
        ),
        _NOT_SURE,
        decides=True,
    ),
    _one(
        "instructions",
        Sentence(
            "Does one organisation only do what another instructs it to do with the information?",
            "A yw un sefydliad ond yn gwneud â'r wybodaeth yr hyn y mae un arall yn ei gyfarwyddo i'w wneud?",
        ),
        Option("yes", _YES),
        Option("no", Sentence("No, each decides for itself", "Nac ydy, mae pob un yn penderfynu drosto'i hun")),
        _NOT_SURE,
        hint=Sentence(
            "For example a company that keeps records for a council and may use them for nothing else.",
            "Er enghraifft cwmni sy'n cadw cofnodion i gyngor ac na chaiff eu defnyddio at ddim arall.",
        ),
        decides=True,
    ),
    _one(
        "direction",
        Sentence("Which way does the information go?", "I ba gyfeiriad y mae'r wybodaeth yn mynd?"),
        Option("both", Sentence("Between the organisations, to and fro", "Rhwng y sefydliadau, yn ôl ac ymlaen")),
        Option(
            "one_way",
            Sentence(
                "From one organisation to one or more others only", "O un sefydliad i un neu fwy o rai eraill yn unig"
            ),
        ),
        _NOT_SURE,
        decides=True,
    ),
    _one(
        "joint",
        Sentence(
            "Do the organisations decide together why and how the information is used?",
            "A yw'r sefydliadau'n penderfynu gyda'i gilydd pam a sut y defnyddir yr wybodaeth?",
        ),
        Option(
            "yes",
            Sentence("Yes, as joint controllers", "Ydyn, fel cyd-reolyddion"),
            Sentence(
                "For example one shared system that all of them run.", "Er enghraifft un system a rennir gan bawb."
            ),
        ),
        Option("no", Sentence("No, each for its own part", "Nac ydyn, pob un dros ei ran ei hun")),
        _NOT_SURE,
        decides=True,
    ),
    Question(
        "purpose",
        Sentence("What is the sharing for?", "Beth yw diben y rhannu?"),
        (
            Field(
                "purpose",
                Kind.TEXT,
                Sentence("Purpose", "Diben"),
                missing=Sentence("Say what the sharing is for.", "Dywedwch beth yw diben y rhannu."),
            ),
        ),
        Sentence(
            "One purpose, in a sentence or two that a service user would understand. Name no real service user.",
            "Un diben, mewn brawddeg neu ddwy y byddai defnyddiwr gwasanaeth yn eu deall. "
            "Peidiwch ag enwi unrhyw ddefnyddiwr go iawn.",
        ),
        only=WITH_A_PAPER,
    ),
    Question(
        "affected",
        Sentence("Whom is the information about?", "Am bwy y mae'r wybodaeth?"),
        (
            Field(
                "affected",
                Kind.TEXT,
                Sentence("Groups of people", "Grwpiau o bobl"),
                missing=Sentence("Name the groups of people.", "Enwch y grwpiau o bobl."),
            ),
        ),
        Sentence(
            "Name groups, such as families with children under four, never single people.",
            "Enwch grwpiau, fel teuluoedd â phlant dan bedair oed, byth bobl unigol.",
        ),
        only=WITH_A_PAPER,
    ),
    Question(
        "organisations",
        Sentence("Which organisations may take part?", "Pa sefydliadau all gymryd rhan?"),
        (
            Field(
                "organisations",
                Kind.TEXT,
                Sentence("Organisations, one on each line", "Sefydliadau, un ar bob llinell"),
                missing=Sentence(
                    "Name the organisations that you know of.", "Enwch y sefydliadau y gwyddoch amdanynt."
                ),
            ),
        ),
        Sentence(
            "A first list is enough; partners are added later one by one.",
            "Mae rhestr gyntaf yn ddigon; ychwanegir partneriaid yn nes ymlaen fesul un.",
        ),
        only=frozenset({Instrument.ISP}),
    ),
    Question(
        "lead",
        Sentence("Which organisation leads?", "Pa sefydliad sy'n arwain?"),
        (
            Field(
                "lead",
                Kind.ORGANISATION,
                Sentence("Lead organisation", "Sefydliad arweiniol"),
                missing=Sentence("Name the lead organisation.", "Enwch y sefydliad arweiniol."),
            ),
        ),
        Sentence("Its name as the register has it.", "Ei enw fel y mae yn y gofrestr."),
        only=WITH_A_PAPER,
    ),
    Question(
        "coordinator",
        Sentence("Who coordinates it?", "Pwy sy'n ei gydlynu?"),
        (
            Field(
                "coordinator",
                Kind.ONE,
                Sentence("ISP coordinator", "Cydlynydd yr ISP"),
                options=(
                    Option("me", Sentence("I do", "Fi")),
                    Option(
                        "lead",
                        Sentence(
                            "The lead organisation; it names somebody later",
                            "Y sefydliad arweiniol; bydd yn enwi rhywun yn nes ymlaen",
                        ),
                    ),
                ),
            ),
        ),
        Sentence(
            "The coordinator convenes the workshops, keeps the papers together and submits them.",
            "Y cydlynydd sy'n galw'r gweithdai, yn cadw'r papurau at ei gilydd ac yn eu cyflwyno.",
        ),
        only=frozenset({Instrument.ISP}),
    ),
    Question(
        "dpia",
        Sentence(
            "Is there a data protection impact assessment (DPIA)?",
            "A oes asesiad o'r effaith ar ddiogelu data (DPIA)?",
        ),
        (
            Field(
                "dpia",
                Kind.ONE,
                Sentence("DPIA", "DPIA"),
                options=(
                    Option("done", Sentence("Yes, it is done", "Oes, mae wedi'i wneud")),
                    Option("under_way", Sentence("It is being written", "Mae'n cael ei ysgrifennu")),
                    Option("not_needed", Sentence("We found that none is needed", "Gwelsom nad oes angen un")),
                    Option("not_yet", Sentence("Not yet", "Dim eto")),
                ),
            ),
            Field(
                "dpia_note",
                Kind.TEXT,
                Sentence("Its reference, or why none is needed", "Ei gyfeirnod, neu pam nad oes angen un"),
                optional=True,
                needed_if=("dpia", "not_needed"),
                missing=Sentence("Say why none is needed.", "Dywedwch pam nad oes angen un."),
            ),
        ),
        Sentence(
            "The law asks for one where the risk to people is high; it is good practice for any sharing (ICO).",
            "Mae'r gyfraith yn gofyn am un lle mae'r risg i bobl yn uchel; mae'n arfer da ar gyfer unrhyw rannu (ICO).",
        ),
        only=WITH_A_PAPER,
    ),
)
