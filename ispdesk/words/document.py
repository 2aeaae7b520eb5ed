"""Words of the document: its pages, and what DOCX, PDF and the summary say."""

from ispdesk.words.word import Word

WORDS = {
    "document.title": Word("Document", "Dogfen"),
    "document.partner": Word("Partner", "Partner"),
    "document.kind": Word("Kind", "Math"),
    "document.condition": Word("Condition", "Amod"),
    "document.number": Word("No.", "Rhif"),
    "document.step": Word("Step", "Cam"),
    "document.what": Word("What", "Beth"),
    "document.from": Word("From", "Oddi wrth"),
    "document.to": Word("To", "At"),
    "document.why": Word("Why", "Pam"),
    "document.how": Word("How", "Sut"),
    "document.notes": Word("Notes", "Nodiadau"),
    "document.flow_details": Word("Flow {number}: the law and the rest", "Llif {number}: y gyfraith a'r gweddill"),
    "document.basis": Word("Lawful basis", "Sail gyfreithlon"),
    "document.outcome": Word("Outcome", "Canlyniad"),
    "document.capacity": Word("Capacity", "Swyddogaeth"),
    "document.when": Word("When", "Pryd"),
    "document.lead": Word("Lead organisation", "Sefydliad arweiniol"),
    "document.coordinator": Word("Coordinator", "Cydlynydd"),
    "document.services": Word("Service area", "Maes gwasanaeth"),
    "document.places": Word("Area", "Ardal"),
    "document.assured": Word("Assured", "Sicrhawyd"),
    "document.review": Word("Next review", "Adolygiad nesaf"),
    "document.not_known": Word("Not known", "Ddim yn hysbys"),
    "document.not_written": Word("Nothing is written here yet.", "Nid oes dim wedi'i ysgrifennu yma eto."),
    "document.only_english": Word(
        "This section is written in English only; the English stands here.",
        "Yn Saesneg yn unig y mae'r adran hon; y Saesneg sydd yma.",
    ),
    "document.only_welsh": Word(
        "This section is written in Welsh only; the Welsh stands here.",
        "Yn Gymraeg yn unig y mae'r adran hon; y Gymraeg sydd yma.",
    ),
    "document.version": Word("Version {number}", "Fersiwn {number}"),
    "document.printed": Word("Made from the record on {day}", "Gwnaed o'r cofnod ar {day}"),
    "document.members": Word("{n} members", "{n} aelod", en_one="{n} member"),
    "document.stale": Word("{outcome} (the text has changed since)", "{outcome} (newidiodd y testun ers hynny)"),
    "document.no_partners": Word("No partner is listed yet.", "Nid oes partner wedi'i restru eto."),
    "document.no_flows": Word("No flow is described yet.", "Nid oes llif wedi'i ddisgrifio eto."),
    "document.no_signatures": Word("Nobody has signed yet.", "Nid oes neb wedi llofnodi eto."),
    "document.responsible": Word(
        "Each organisation remains responsible for its own sharing. This paper does not show that sharing is lawful, or"
        " done as described.",
        "Mae pob sefydliad yn dal yn gyfrifol am ei rannu ei hun. Nid yw'r papur hwn yn dangos bod rhannu'n"
        " gyfreithlon, nac yn digwydd fel y'i disgrifir.",
    ),
    "document.draft_mark": Word("Not in force: a version in progress.", "Nid yw mewn grym: fersiwn ar y gweill ydyw."),
    "summary.title": Word("Summary for occasional partners", "Crynodeb i bartneriaid achlysurol"),
    "summary.what_for": Word("What the sharing is for", "At ba ddiben y rhennir"),
    "summary.who": Word("Who shares", "Pwy sy'n rhannu"),
    "summary.what": Word("What is shared, and how", "Beth a rennir, a sut"),
    "summary.must": Word("What you must do", "Beth mae'n rhaid i chi ei wneud"),
    "summary.one_flow": Word(
        "{what}: from {sender} to {recipients}, by {how}", "{what}: o {sender} i {recipients}, drwy {how}"
    ),
    "summary.flow_no_method": Word("{what}: from {sender} to {recipients}", "{what}: o {sender} i {recipients}"),
    "summary.more": Word("{n} more in the full document", "{n} arall yn y ddogfen lawn"),
    "summary.check": Word(
        "Share only what the full protocol lists, by the means it names. Check that you write to the right person. If"
        " something goes wrong, tell the lead organisation at once.",
        "Rhannwch yr hyn y mae'r protocol llawn yn ei restru yn unig, drwy'r modd y mae'n ei enwi. Gwiriwch eich bod yn"
        " ysgrifennu at y person cywir. Os aiff rhywbeth o'i le, rhowch wybod i'r sefydliad arweiniol ar unwaith.",
    ),
    "summary.life": Word(
        "If life or safety is at risk, share now under your safeguarding procedure; this paper is about regular"
        " sharing.",
        "Os oes bywyd neu ddiogelwch mewn perygl, rhannwch nawr o dan eich gweithdrefn ddiogelu; am rannu rheolaidd y"
        " mae'r papur hwn.",
    ),
}
