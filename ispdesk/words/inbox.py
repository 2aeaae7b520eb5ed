"""Words of the local inbox."""

from ispdesk.words.word import Word

WORDS = {
    "inbox.title": Word("Local inbox", "Blwch post lleol"),
    "inbox.what": Word(
        "Mails stay on this machine: no mail server is set. Nobody outside has received them.",
        "Mae'r negeseuon yn aros ar y peiriant hwn: nid osodwyd gweinydd post. Nid oes neb y tu allan wedi eu derbyn.",
    ),
    "inbox.count": Word("{n} mails", "{n} neges", en_one="{n} mail"),
    "inbox.empty": Word("No mail has arrived.", "Nid oes neges wedi cyrraedd."),
    "inbox.caption": Word("Mails, newest first", "Negeseuon, y diweddaraf yn gyntaf"),
    "inbox.subject": Word("Subject", "Pwnc"),
    "inbox.no_subject": Word("(no subject)", "(dim pwnc)"),
    "inbox.to": Word("To", "At"),
    "inbox.from": Word("From", "Oddi wrth"),
    "inbox.received": Word("Received", "Derbyniwyd"),
    "inbox.mail": Word("Mail: {subject}", "Neges: {subject}"),
    "inbox.text": Word("Text of the mail", "Testun y neges"),
    "inbox.no_text": Word("The mail has no plain text.", "Nid oes testun plaen yn y neges."),
    "inbox.html": Word(
        "See the HTML part as its reader would (no images, no scripts)",
        "Gweld y rhan HTML fel y byddai'r darllenydd (dim delweddau, dim sgriptiau)",
    ),
    "inbox.headers": Word("All headers", "Pob pennyn"),
    "inbox.headers.caption": Word("Headers as received", "Penynnau fel y'u derbyniwyd"),
    "inbox.header": Word("Header", "Pennyn"),
    "inbox.value": Word("Value", "Gwerth"),
}
