"""Words of the operators' pages: letters, one letter, and the gallery of messages."""

from ispdesk.words.word import Word

WORDS = {
    "operators.nav": Word("How this installation runs", "Sut mae'r gosodiad hwn yn rhedeg"),
    "operators.page.operations": Word("Alerts and rounds", "Rhybuddion a rowndiau"),
    "operators.page.outbox": Word("Letters", "Llythyrau"),
    "operators.page.gallery": Word("Messages of the product", "Negeseuon y cynnyrch"),
    "operators.page.drafts": Word("Escalations", "Uwchgyfeiriadau"),
    "operators.page.removals": Word("Words to be removed", "Geiriau i'w tynnu"),
    "operators.page.document-template": Word("Document template", "Templed y ddogfen"),
    "outbox.title": Word("Letters", "Llythyrau"),
    "outbox.title.of": Word("Letters: {what}", "Llythyrau: {what}"),
    "outbox.what": Word(
        "Every letter of this installation, the newest first. They are only shown here: letters are tried again by "
        "themselves, and an escalation that is not delivered goes to the next who can be told.",
        "Pob llythyr o'r gosodiad hwn, y diweddaraf yn gyntaf. Dim ond eu dangos a wneir yma: rhoddir cynnig arall ar "
        "lythyrau ohonynt eu hunain, ac mae uwchgyfeiriad na chaiff ei ddanfon yn mynd at y nesaf y gellir ei hysbysu.",
    ),
    "outbox.filters": Word("Letters by what became of them", "Llythyrau yn ôl yr hyn a ddaeth ohonynt"),
    "outbox.count": Word("{words} ({n})", "{words} ({n})"),
    "outbox.caption": Word("Letters, the newest first", "Llythyrau, y diweddaraf yn gyntaf"),
    "outbox.none": Word("There are none.", "Nid oes yr un."),
    "outbox.number": Word("letter {number}", "llythyr {number}"),
    "outbox.letter": Word("What it is", "Beth ydyw"),
    "outbox.to": Word("To", "At"),
    "outbox.about": Word("About", "Ynghylch"),
    "outbox.standing": Word("What became of it", "Beth a ddaeth ohono"),
    "outbox.queued": Word("Written", "Ysgrifennwyd"),
    "outbox.next": Word("next try {when}", "cynnig nesaf {when}"),
    "outbox.group.all": Word("all", "pob un"),
    "outbox.group.waiting": Word("waiting", "yn aros"),
    "outbox.group.again": Word("trying again", "yn rhoi cynnig arall"),
    "outbox.group.failed": Word("failed", "wedi methu"),
    "outbox.group.sent": Word("sent", "wedi'i anfon"),
    "outbox.group.bounced": Word("came back", "wedi dod yn ôl"),
    "outbox.group.held": Word("held", "wedi'i ddal yn ôl"),
    "outbox.group.superseded": Word("no longer needed", "heb fod ei angen mwyach"),
    "outbox.means.waiting": Word("It has not been tried yet.", "Ni roddwyd cynnig arno eto."),
    "outbox.means.again": Word(
        "It could not be delivered so far, and is tried again by itself: more and more seldom, for five days; "
        "a full mailbox for three.",
        "Ni ellid ei ddanfon hyd yma, a rhoddir cynnig arall arno ohono'i hun: yn fwyfwy anaml, am bum "
        "niwrnod; blwch post llawn am dri.",
    ),
    "outbox.means.failed": Word(
        "It is not tried again: the other server refused it for good, its time has run out, or nobody knows "
        "whether it arrived.",
        "Ni roddir cynnig arall arno: gwrthododd y gweinydd arall ef am byth, daeth ei amser i ben, neu ni "
        "ŵyr neb a gyrhaeddodd.",
    ),
    "outbox.means.sent": Word(
        "The next server has taken it. What became of it there is known only where something comes back.",
        "Mae'r gweinydd nesaf wedi'i dderbyn. Dim ond lle daw rhywbeth yn ôl y gwyddys beth a ddaeth ohono yno.",
    ),
    "outbox.means.bounced": Word(
        "A mail came back that says it was not delivered.", "Daeth neges yn ôl sy'n dweud na chafodd ei ddanfon."
    ),
    "outbox.means.held": Word("It is kept back and not tried.", "Fe'i delir yn ôl ac ni roddir cynnig arno."),
    "outbox.means.superseded": Word(
        "What it asked for was done, or lost its reason, before it left.",
        "Cafodd yr hyn y gofynnodd amdano ei wneud, neu collodd ei reswm, cyn iddo adael.",
    ),
    "letter.title": Word("Letter {number}", "Llythyr {number}"),
    "letter.subject": Word("Subject", "Pwnc"),
    "letter.next": Word("Next try", "Cynnig nesaf"),
    "letter.settled": Word("Settled", "Penderfynwyd"),
    "letter.uncertain": Word(
        "Nobody knows whether it arrived: the connection broke after its last line.",
        "Ni ŵyr neb a gyrhaeddodd: torrodd y cysylltiad ar ôl ei linell olaf.",
    ),
    "letter.message_id": Word("Mark of the mail (Message-ID)", "Marc y neges (Message-ID)"),
    "letter.tries": Word("Tries: {n}", "Cynigion: {n}"),
    "letter.tries.caption": Word("What happened at each try", "Beth a ddigwyddodd ym mhob cynnig"),
    "letter.tries.none": Word("It has not been tried yet.", "Ni roddwyd cynnig arno eto."),
    "letter.when": Word("When", "Pryd"),
    "letter.try": Word("Try", "Cynnig"),
    "letter.happened": Word("What happened", "Beth a ddigwyddodd"),
    "letter.said": Word("What the server said", "Beth ddywedodd y gweinydd"),
    "letter.phase.started": Word("taken up to be sent", "wedi'i godi i'w anfon"),
    "letter.phase.terminating": Word(
        "handed over whole; the answer was awaited", "wedi'i drosglwyddo'n gyfan; arhoswyd am yr ateb"
    ),
    "letter.phase.done": Word("taken by the other server", "derbyniwyd gan y gweinydd arall"),
    "letter.phase.deferred": Word(
        "not taken for now; it is tried again", "heb ei dderbyn am y tro; rhoddir cynnig arall arno"
    ),
    "letter.phase.rejected": Word("refused for good", "gwrthodwyd am byth"),
    "letter.phase.died_safe": Word("the sender stopped before it left", "stopiodd yr anfonwr cyn iddo adael"),
    "letter.phase.ambiguous": Word(
        "the connection broke after its last line: nobody knows whether it arrived",
        "torrodd y cysylltiad ar ôl ei linell olaf: ni ŵyr neb a gyrhaeddodd",
    ),
    "letter.phase.fenced_off": Word("another sender had taken it over", "roedd anfonwr arall wedi'i gymryd drosodd"),
    "letter.meaning.nobody": Word("nobody is at this address", "nid oes neb yn y cyfeiriad hwn"),
    "letter.meaning.full": Word("the mailbox is full", "mae'r blwch post yn llawn"),
    "letter.meaning.big": Word("the letter is too big for it", "mae'r llythyr yn rhy fawr iddo"),
    "letter.meaning.policy": Word("its rules refuse it", "mae ei reolau'n ei wrthod"),
    "letter.meaning.server": Word("the other server is in trouble", "mae'r gweinydd arall mewn trafferth"),
    "letter.meaning.way": Word("there is no way to the other server", "nid oes ffordd at y gweinydd arall"),
    "letter.meaning.content": Word("it cannot take what the letter consists of", "ni all dderbyn cynnwys y llythyr"),
    "letter.meaning.ours": Word("something is wrong on our side", "mae rhywbeth o'i le ar ein hochr ni"),
    "letter.meaning.later": Word("it asks us to come again later", "mae'n gofyn i ni ddod eto'n nes ymlaen"),
    "letter.meaning.lost": Word("there was no answer", "nid oedd ateb"),
    "letter.meaning.refused": Word("it did not say why in a way that is known", "ni ddywedodd pam mewn ffordd hysbys"),
    "letter.masked": Word(
        "Links that only its reader may open are shown without what opens them (•••).",
        "Dangosir dolenni na chaiff ond ei ddarllenydd eu hagor heb yr hyn sy'n eu hagor (•••).",
    ),
    "letter.no_text.code": Word(
        "This letter brings a code or a link that only its reader may see, so its text is not shown.",
        "Mae'r llythyr hwn yn dod â chod neu ddolen na chaiff ond ei ddarllenydd ei weld, felly ni ddangosir "
        "ei destun.",
    ),
    "letter.no_text.removed": Word("Its text has been taken out.", "Tynnwyd ei destun."),
    "gallery.title": Word("Messages of the product", "Negeseuon y cynnyrch"),
    "gallery.what": Word(
        "Each of the {n} messages as it reads, with invented names and dates. Nothing is sent from here.",
        "Pob un o'r {n} neges fel y mae'n darllen, gydag enwau a dyddiadau dychmygol. Nid anfonir dim o'r fan hon.",
    ),
    "gallery.languages": Word("Languages of the sample", "Ieithoedd y sampl"),
    "gallery.in.both": Word("Both, Welsh first", "Y ddwy, y Gymraeg yn gyntaf"),
    "gallery.in.cy": Word("Welsh", "Cymraeg"),
    "gallery.in.en": Word("English", "Saesneg"),
    "gallery.html": Word("As a mail program shows it", "Fel y mae rhaglen bost yn ei ddangos"),
    "gallery.frame": Word("Sample of the message: {name}", "Sampl o'r neges: {name}"),
    "gallery.alone": Word("Show this part by itself", "Dangos y rhan hon ar ei phen ei hun"),
}
