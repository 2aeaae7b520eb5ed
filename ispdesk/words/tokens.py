"""Words of tokens: what a program may do for a person, and for how long."""

from ispdesk.words.word import Word

WORDS = {
    "tokens.title": Word("Tokens for programs", "Tocynnau i raglenni"),
    "tokens.what": Word(
        "A token lets a program of yours, such as a report or a spreadsheet, ask and act here in your name, through "
        "the API. It can never do more than you can.",
        "Mae tocyn yn gadael i un o'ch rhaglenni, megis adroddiad neu daenlen, ofyn a gweithredu yma yn eich enw, "
        "drwy'r API. Ni all byth wneud mwy nag y gallwch chi.",
    ),
    "tokens.yours": Word("Your tokens", "Eich tocynnau"),
    "tokens.caption": Word("Tokens that work", "Tocynnau sy'n gweithio"),
    "tokens.none": Word("You have no token that works.", "Nid oes gennych docyn sy'n gweithio."),
    "tokens.name": Word("What it is for", "At beth y mae"),
    "tokens.scopes": Word("What it may do", "Yr hyn y caiff ei wneud"),
    "tokens.made": Word("Made", "Gwnaed"),
    "tokens.used": Word("Last used", "Defnyddiwyd ddiwethaf"),
    "tokens.unused": Word("Never", "Byth"),
    "tokens.ends": Word("Works until", "Yn gweithio tan"),
    "tokens.end": Word("End", "Gorffen"),
    "tokens.end.which": Word("the token “{name}”", "y tocyn “{name}”"),
    "tokens.end.title": Word("End the token “{name}”?", "Rhoi terfyn ar y tocyn “{name}”?"),
    "tokens.end.what": Word(
        "Whatever uses it stops working at once. It cannot be undone, but you can make another token.",
        "Bydd beth bynnag sy'n ei ddefnyddio'n peidio â gweithio ar unwaith. Ni ellir ei ddadwneud, ond gallwch wneud "
        "tocyn arall.",
    ),
    "tokens.end.now": Word("End this token", "Rhoi terfyn ar y tocyn hwn"),
    "notice.token_ended": Word(
        "The token has ended: it opens nothing now.", "Mae'r tocyn wedi dod i ben: nid yw'n agor dim nawr."
    ),
    "tokens.past": Word("Tokens that have ended", "Tocynnau sydd wedi dod i ben"),
    "tokens.new": Word("Make a token", "Gwneud tocyn"),
    "tokens.new.name": Word("What is it for?", "At beth y mae?"),
    "tokens.new.name.hint": Word(
        "So that you can tell it from others, for example “monthly report”. Name no service user here",
        "Er mwyn ei adnabod ymhlith eraill, er enghraifft “adroddiad misol”. Peidiwch ag enwi defnyddiwr gwasanaeth",
    ),
    "tokens.new.scopes": Word("What may it do?", "Beth y caiff ei wneud?"),
    "tokens.new.scopes.hint": Word(
        "Choose only what it needs. You yourself must be allowed to do it as well.",
        "Dewiswch yr hyn sydd ei angen yn unig. Rhaid i chithau gael ei wneud hefyd.",
    ),
    "tokens.new.days": Word("For how long does it work?", "Am faint y mae'n gweithio?"),
    "tokens.days": Word("{n} days", "{n} diwrnod", en_one="{n} day"),
    "tokens.error.scopes": Word(
        "Choose at least one thing that it may do", "Dewiswch o leiaf un peth y caiff ei wneud"
    ),
    "tokens.error.days": Word("Choose for how long it works", "Dewiswch am faint y mae'n gweithio"),
    "tokens.made.title": Word("Your token is made", "Mae eich tocyn wedi'i wneud"),
    "tokens.made.copy": Word(
        "Copy it now: it is shown this once, and kept nowhere here.",
        "Copïwch ef nawr: fe'i dangosir y tro hwn yn unig, ac nis cedwir yn unman yma.",
    ),
    "tokens.made.keep": Word(
        "Whoever has it acts in your name. Keep it where your organisation keeps passwords, never in a mail or a "
        "shared file. If others may have seen it, end it.",
        "Mae pwy bynnag sydd â'r tocyn yn gweithredu yn eich enw. Cadwch ef lle mae'ch sefydliad yn cadw cyfrineiriau, "
        "byth mewn neges e-bost na ffeil a rennir. Os gall eraill fod wedi'i weld, rhowch derfyn arno.",
    ),
    "tokens.made.until": Word("“{name}” works until {when}.", "Mae “{name}” yn gweithio tan {when}."),
    "tokens.made.how": Word(
        "A program sends it with each request, in this header:",
        "Mae rhaglen yn ei anfon gyda phob cais, yn y pennyn hwn:",
    ),
    "tokens.made.done": Word("I have copied it", "Rwyf wedi'i gopïo"),
    "tokens.scope.read": Word("Read what you can read", "Darllen yr hyn y gallwch chi ei ddarllen"),
    "tokens.scope.write:isp": Word("Change ISPs, and move them on", "Newid ISPau, a'u symud ymlaen"),
    "tokens.scope.write:organisation": Word(
        "Enter organisations and their Accord status", "Cofnodi sefydliadau a'u statws Cytundeb"
    ),
    "tokens.scope.write:person": Word(
        "Enter people, roles, wishes and absences", "Cofnodi pobl, rolau, dymuniadau ac absenoldebau"
    ),
    "tokens.scope.write:calendar": Word("Change the calendar of working days", "Newid calendr y diwrnodau gwaith"),
    "tokens.scope.write:policy": Word("Adopt policies", "Mabwysiadu polisïau"),
    "tokens.scope.write:queue": Word("Order and answer for the queue", "Trefnu'r ciw ac ateb drosto"),
    "tokens.scope.write:group": Word(
        "Enter quality assurance groups and meetings", "Cofnodi grwpiau sicrhau ansawdd a chyfarfodydd"
    ),
    "tokens.scope.write:register": Word(
        "Say what the register is, and its templates", "Dweud beth yw'r gofrestr, a'i thempledi"
    ),
    "tokens.scope.write:alerts": Word("Acknowledge alerts", "Cydnabod rhybuddion"),
}
