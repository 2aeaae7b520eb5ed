"""Words of the mail commands: which messages there are, and how each reads."""

from ispdesk.words.word import Word

WORDS = {
    "mail.caption": Word("Messages", "Negeseuon"),
    "mail.message": Word("Message", "Neges"),
    "mail.kind": Word("Kind", "Math"),
    "mail.to": Word("To whom", "At bwy"),
    "mail.does": Word("What it does", "Beth y mae'n ei wneud"),
    "mail.welsh": Word("Welsh", "Cymraeg"),
    "mail.kind.escalation": Word("escalation", "uwchgyfeiriad"),
    "mail.kind.notice": Word("notice", "hysbysiad"),
    "mail.kind.nudge": Word("nudge", "nodyn atgoffa"),
    "mail.kind.digest": Word("day's letter", "llythyr y dydd"),
    "mail.asks": Word("asks", "yn gofyn"),
    "mail.tells": Word("tells", "yn dweud"),
    "mail.frame": Word("the frame of every mail", "ffrâm pob neges"),
    "mail.awaiting": Word("awaiting review", "yn aros am adolygiad"),
    "mail.reviewed": Word("reviewed {day}", "adolygwyd {day}"),
    "mail.stale": Word("stale: the English has changed since", "wedi dyddio: mae'r Saesneg wedi newid ers hynny"),
    "mail.standing": Word("The Welsh of {name}: {how}.", "Cymraeg {name}: {how}."),
    "mail.written": Word("Written to {file}.", "Ysgrifennwyd i {file}."),
    "mail.subject": Word("Subject: {subject}", "Pwnc: {subject}"),
}
