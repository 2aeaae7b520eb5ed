"""The sections of the template that has been in use since 2020."""

from states.template_section import section

INTRODUCTION = section(
    "introduction",
    ("Introduction to this ISP", "Cyflwyniad i'r ISP hwn"),
    (
        (
            "Say what is shared, for which one purpose, about which groups of people, and what they gain by it. Say"
            " that this protocol supplements the Accord and was agreed after consultation."
        ),
        (
            "Dywedwch beth a rennir, at ba un diben, am ba grwpiau o bobl, a beth maen nhw'n ei ennill. Dywedwch fod y"
            " protocol hwn yn ategu'r Cytundeb ac iddo gael ei gytuno ar ôl ymgynghori."
        ),
    ),
)
PARTNERS = section(
    "partners",
    ("The information sharing partner organisations", "Y sefydliadau partner sy'n rhannu gwybodaeth"),
    (
        (
            "The table of partners is drawn from the record. Add what it does not say: departments and teams, who"
            " answers for each class of partners, and when a partner takes part only where a condition holds."
        ),
        (
            "Tynnir y tabl o bartneriaid o'r cofnod. Ychwanegwch yr hyn nad yw'n ei ddweud: adrannau a thimau, pwy sy'n"
            " ateb dros bob dosbarth o bartneriaid, a phryd y mae partner yn cymryd rhan dan amod yn unig."
        ),
    ),
    "partners",
)
POWERS = section(
    "powers",
    ("Legislative / statutory powers", "Pwerau deddfwriaethol / statudol"),
    (
        (
            "Name for each public body the Act and section that permit the sharing, and the lawful basis under Articles"
            " 6, 9 and 10. Say whether confidentiality or consent plays a part. The coordinator's own legal advice"
            " counts; this page gives none."
        ),
        (
            "Enwch, ar gyfer pob corff cyhoeddus, y Ddeddf a'r adran sy'n caniatáu'r rhannu, a'r sail gyfreithlon o dan"
            " Erthyglau 6, 9 a 10. Dywedwch a oes rhan i gyfrinachedd neu gydsyniad. Cyngor cyfreithiol y cydlynydd ei"
            " hun sy'n cyfrif; nid yw'r dudalen hon yn rhoi dim."
        ),
    ),
)
SECURITY = section(
    "security",
    ("Information security", "Diogelwch gwybodaeth"),
    (
        (
            "Say how the information is kept safe while it is sent and where it is kept, who may see it, how long it is"
            " kept and how it is destroyed."
        ),
        (
            "Dywedwch sut y cedwir y wybodaeth yn ddiogel wrth ei hanfon ac yn y man cadw, pwy gaiff ei gweld, am ba"
            " hyd y caiff ei chadw a sut y caiff ei dinistrio."
        ),
    ),
)
REVIEW = section(
    "review",
    ("Review of this ISP", "Adolygu'r ISP hwn"),
    (
        (
            "Say when this protocol is reviewed, who begins the review, what would bring it forward, and what happens"
            " when a partner leaves or the sharing ends."
        ),
        (
            "Dywedwch pryd yr adolygir y protocol hwn, pwy sy'n dechrau'r adolygiad, beth fyddai'n dod ag ef ymlaen, a"
            " beth sy'n digwydd pan fydd partner yn gadael neu'r rhannu'n dod i ben."
        ),
    ),
    "review",
)
GLOSSARY = section(
    "glossary",
    ("Appendix A: Glossary of terms", "Atodiad A: Geirfa"),
    (
        "Explain each term and abbreviation that a new colleague would not know. Leave it empty where there is none.",
        "Eglurwch bob term a byrfodd na fyddai cydweithiwr newydd yn ei wybod. Gadewch yn wag os nad oes un.",
    ),
)
FLOWS = section(
    "flows",
    ("Appendix B: Information Reference Table", "Atodiad B: Tabl Cyfeirio Gwybodaeth"),
    (
        "The table is drawn from the flows. Write here only what the whole table needs to be understood.",
        "Tynnir y tabl o'r llifoedd. Ysgrifennwch yma ddim ond yr hyn sydd ei angen i ddeall y tabl cyfan.",
    ),
    "flows",
)
SECTIONS = (
    INTRODUCTION,
    PARTNERS,
    section(
        "obligations",
        ("Specific organisational / practitioner obligations", "Rhwymedigaethau penodol sefydliadau / ymarferwyr"),
        (
            (
                "Say what each organisation and each practitioner must do or not do: check before sending, correct what"
                " is wrong, tell people, never pass on without asking, report a breach."
            ),
            (
                "Dywedwch beth mae'n rhaid i bob sefydliad a phob ymarferydd ei wneud neu beidio â'i wneud: gwirio cyn"
                " anfon, cywiro camgymeriadau, rhoi gwybod i bobl, peidio â throsglwyddo heb ofyn, adrodd am doriad."
            ),
        ),
    ),
    POWERS,
    section(
        "information",
        ("Personal information to be shared", "Gwybodaeth bersonol i'w rhannu"),
        (
            (
                "Describe the kinds of information and why no less would do. Say how people are matched. The details"
                " are in the table of flows."
            ),
            (
                "Disgrifiwch y mathau o wybodaeth a pham na fyddai llai yn gwneud y tro. Dywedwch sut y caiff pobl eu"
                " paru. Mae'r manylion yn nhabl y llifoedd."
            ),
        ),
    ),
    section(
        "rights",
        ("Data subjects' rights", "Hawliau gwrthrychau data"),
        (
            (
                "Say how people are told of the sharing, in Welsh and in English, who answers a request to see, correct"
                " or erase, and who answers a complaint, how fast."
            ),
            (
                "Dywedwch sut y caiff pobl wybod am y rhannu, yn Gymraeg ac yn Saesneg, pwy sy'n ateb cais i weld,"
                " cywiro neu ddileu, a phwy sy'n ateb cwyn, a pha mor gyflym."
            ),
        ),
    ),
    SECURITY,
    REVIEW,
    GLOSSARY,
    FLOWS,
    section(
        "signatures",
        ("Appendix C: Partner signatures", "Atodiad C: Llofnodion partneriaid"),
        (
            "The table is drawn from the sign-offs. Write here only what applies to all of them.",
            "Tynnir y tabl o'r llofnodion. Ysgrifennwch yma ddim ond yr hyn sy'n berthnasol i bob un.",
        ),
        "signatures",
    ),
)
