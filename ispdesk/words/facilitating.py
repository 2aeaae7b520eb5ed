"""Words of the page on which a facilitator is named."""

from ispdesk.words.word import Word

WORDS = {
    "facilitator.title": Word("Name a facilitator", "Enwi hwylusydd"),
    "facilitator.what": Word(
        "A trained facilitator leads the workshops and usually drafts the protocol. The workshops begin once there is "
        "one; the WASPI team can suggest one near you.",
        "Mae hwylusydd hyfforddedig yn arwain y gweithdai ac, fel arfer, yn drafftio'r protocol. Bydd y gweithdai'n "
        "dechrau ar ôl enwi un; gall tîm WASPI awgrymu un yn agos atoch.",
    ),
    "facilitator.named": Word("Named so far", "Wedi'u henwi hyd yn hyn"),
    "facilitator.find": Word("Part of a name or a service", "Rhan o enw neu wasanaeth"),
    "facilitator.find.go": Word("Search", "Chwilio"),
    "facilitator.choose": Word("Trained facilitators", "Hwyluswyr hyfforddedig"),
    "facilitator.last": Word("last named on {day}", "enwyd ddiwethaf ar {day}"),
    "facilitator.never": Word("not named for an ISP so far", "heb ei enwi ar gyfer ISP hyd yn hyn"),
    "facilitator.none": Word(
        "The register has no other facilitator like this.", "Nid oes hwylusydd arall fel hyn yn y gofrestr."
    ),
    "facilitator.do": Word("Name this facilitator", "Enwi'r hwylusydd hwn"),
    "facilitator.error": Word("Choose a facilitator.", "Dewiswch hwylusydd."),
    "notice.facilitator_named": Word("The facilitator is named.", "Mae'r hwylusydd wedi'i enwi."),
}
