"""Words of the feed of public changes."""

from ispdesk.words.word import Word

WORDS = {
    "feed.changes": Word("Changes to Information Sharing Protocols", "Newidiadau i Brotocolau Rhannu Gwybodaeth"),
    "changes.what": Word(
        "What a public register shows: protocols that are being developed, and those that are assured, reviewed, "
        "overdue for review or no longer in force.",
        "Yr hyn y mae cofrestr gyhoeddus yn ei ddangos: protocolau sy'n cael eu datblygu, a'r rhai sydd wedi'u "
        "sicrhau, wedi'u hadolygu, yn hwyr ar gyfer adolygiad neu nad ydynt mewn grym mwyach.",
    ),
    "changes.follow": Word("Follow changes to protocols (Atom feed)", "Dilyn newidiadau i brotocolau (ffrwd Atom)"),
    "changes.entry": Word("{what}: {title}", "{what}: {title}"),
    "changes.kind.developing": Word("In development", "Yn cael ei ddatblygu"),
    "changes.kind.assured": Word("Assured", "Wedi'i sicrhau"),
    "changes.kind.amended": Word("New version assured", "Fersiwn newydd wedi'i sicrhau"),
    "changes.kind.updated": Word("Small changes assured", "Newidiadau bach wedi'u sicrhau"),
    "changes.kind.renewed": Word("Reviewed, unchanged", "Wedi'i adolygu, heb newid"),
    "changes.kind.lapsed": Word("Review overdue", "Adolygiad yn hwyr"),
    "changes.kind.retired": Word("No longer in force", "Nid yw mewn grym mwyach"),
    "changes.kind.superseded": Word("Replaced by another protocol", "Disodlwyd gan brotocol arall"),
    "changes.kind.reopened": Word("In force again, under review", "Mewn grym eto, dan adolygiad"),
    "changes.kind.added": Word("Added to the register, in force", "Ychwanegwyd at y gofrestr, mewn grym"),
    "changes.ref": Word("Reference: {ref}.", "Cyfeirnod: {ref}."),
    "changes.lead": Word("Lead organisation: {name}.", "Sefydliad arweiniol: {name}."),
    "changes.date": Word("Date: {when}.", "Dyddiad: {when}."),
    "changes.recorded": Word("Recorded: {when}.", "Cofnodwyd: {when}."),
}
