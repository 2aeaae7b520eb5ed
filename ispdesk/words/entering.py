"""Words of the ways in and out, and of every form."""

from ispdesk.words.word import Word

WORDS = {
    "form.warning": Word("Important", "Pwysig"),
    "notice.title": Word("Done", "Wedi'i wneud"),
    "nav.sign_in": Word("Sign in", "Mewngofnodi"),
    "nav.sign_out": Word("Sign out", "Allgofnodi"),
    "nav.you": Word("You are {name}", "{name} ydych chi"),
    "enter.title": Word("Enter as a role", "Dod i mewn fel rôl"),
    "enter.what": Word(
        "The time in this home stands still: it is a sample, and nobody's evidence. Choose whose pages you wish to "
        "see. These are roles, not people. In a real installation everybody signs in with an address of their own.",
        "Mae'r amser yn y cartref hwn yn sefyll: enghraifft ydyw, nid tystiolaeth neb. Dewiswch dudalennau pwy yr "
        "hoffech eu gweld. Rolau yw'r rhain, nid pobl. Mewn gosodiad go iawn mae pawb yn mewngofnodi â'i "
        "gyfeiriad ei hun.",
    ),
    "enter.as": Word("Enter", "Dod i mewn"),
    "enter.as.whom": Word("as {name}", "fel {name}"),
    "enter.col.role": Word("Role", "Rôl"),
    "enter.col.may": Word("What it may do", "Yr hyn y caiff ei wneud"),
    "enter.none": Word("Nobody is in this home yet.", "Nid oes neb yn y cartref hwn eto."),
    "enter.no_grant": Word("what its ISPs give it", "yr hyn y mae ei ISPs yn ei roi iddi"),
    "leave.title": Word("Sign out?", "Allgofnodi?"),
    "leave.what": Word(
        "What you saved stays. What you typed and did not save is lost.",
        "Mae'r hyn a gadwoch yn aros. Collir yr hyn a deipioch heb ei gadw.",
    ),
    "ended.title": Word("You are not signed in any more", "Nid ydych wedi mewngofnodi mwyach"),
    "ended.what": Word(
        "Nothing was changed. Sign in again, then do it once more.",
        "Ni newidiwyd dim. Mewngofnodwch eto, yna gwnewch hynny unwaith yn rhagor.",
    ),
    "ended.typed": Word(
        "What you typed is below, so that you can copy it before you sign in.",
        "Mae'r hyn a deipioch isod, er mwyn ichi ei gopïo cyn mewngofnodi.",
    ),
    "ended.field": Word("What you typed ({n})", "Yr hyn a deipioch ({n})"),
}
