"""Words of the pages on which people say how they are written to, and when they are away."""

from ispdesk.words.word import Word

WORDS = {
    "nav.preferences": Word("Preferences", "Dewisiadau"),
    "preferences.title": Word("Your preferences", "Eich dewisiadau"),
    "preferences.address": Word(
        "Mail goes to {address}. The team changes that for you.",
        "Mae post yn mynd i {address}. Y tîm sy'n newid hynny i chi.",
    ),
    "preferences.no_address": Word(
        "No mail goes to you: no address of yours is known. Ask the team to enter one.",
        "Nid oes post yn mynd atoch: nid oes cyfeiriad hysbys i chi. Gofynnwch i'r tîm nodi un.",
    ),
    "preferences.letters": Word("Language and letter of the day", "Iaith a llythyr y dydd"),
    "preferences.language": Word("In which language shall we write to you?", "Ym mha iaith y dylem ysgrifennu atoch?"),
    "preferences.language.cy": Word("Welsh", "Cymraeg"),
    "preferences.language.en": Word("English", "Saesneg"),
    "preferences.language.unknown": Word("Both, Welsh first", "Y ddwy, y Gymraeg yn gyntaf"),
    "preferences.language.needed": Word("Choose a language.", "Dewiswch iaith."),
    "preferences.days": Word(
        "On which days may a letter of the day come?", "Ar ba ddiwrnodau y caiff llythyr y dydd ddod?"
    ),
    "preferences.days.hint": Word(
        "Where nobody works on such a day, it comes on the next working day. It comes only where there is "
        "something to say.",
        "Lle nad oes neb yn gweithio ar ddiwrnod o'r fath, daw ar y diwrnod gwaith nesaf. Dim ond lle mae "
        "rhywbeth i'w ddweud y daw.",
    ),
    "preferences.days.needed": Word("Choose one day or more.", "Dewiswch un diwrnod neu fwy."),
    "preferences.at": Word("From what time?", "O faint o'r gloch?"),
    "preferences.at.needed": Word("Choose a time from the list.", "Dewiswch amser o'r rhestr."),
    "preferences.telling": Word("What you can turn off", "Yr hyn y gallwch ei ddiffodd"),
    "preferences.telling.what": Word(
        "These only tell you something, remind you of it, or reach somebody else too.",
        "Dim ond dweud rhywbeth wrthych, eich atgoffa ohono, neu gyrraedd rhywun arall hefyd y mae'r rhain.",
    ),
    "preferences.asking": Word("What you cannot turn off", "Yr hyn na allwch ei ddiffodd"),
    "preferences.asking.what": Word(
        "These ask for something that waits for you, and nobody else may be told. You choose whether each "
        "comes at once or in the letter of the day.",
        "Mae'r rhain yn gofyn am rywbeth sy'n aros amdanoch, ac efallai na ddywedir wrth neb arall. Chi sy'n "
        "dewis a ddaw pob un ar unwaith neu yn llythyr y dydd.",
    ),
    "preferences.usual": Word(
        "As usual: in the letter of the day, or at once where it is urgent",
        "Fel arfer: yn llythyr y dydd, neu ar unwaith lle mae brys",
    ),
    "preferences.usual.loud": Word("As usual: at once", "Fel arfer: ar unwaith"),
    "preferences.how.needed": Word("Choose how it comes from the list.", "Dewiswch o'r rhestr sut y daw."),
    "preferences.always": Word("What comes in any case", "Yr hyn a ddaw beth bynnag"),
    "preferences.always.codes": Word(
        "Codes to sign in or to confirm an address: somebody asked for them with your address.",
        "Codau i fewngofnodi neu i gadarnhau cyfeiriad: gofynnodd rhywun amdanynt gyda'ch cyfeiriad chi.",
    ),
    "preferences.always.letter": Word(
        "The letter of the day where something waits for you: without it nobody would see to it.",
        "Llythyr y dydd lle mae rhywbeth yn aros amdanoch: hebddo ni fyddai neb yn gofalu amdano.",
    ),
    "preferences.always.alone": Word(
        "An escalation, even one that is turned off, where nobody else with your part can be reached.",
        "Uwchgyfeiriad, hyd yn oed un sydd wedi'i ddiffodd, lle na ellir cyrraedd neb arall â'ch rhan chi.",
    ),
    "preferences.save": Word("Save", "Cadw"),
    "notice.preferences_set": Word("Your preferences are saved.", "Cadwyd eich dewisiadau."),
    "notice.preferences_same": Word(
        "Nothing was changed: it was so already.", "Ni newidiwyd dim: felly yr oedd eisoes."
    ),
    "away.title": Word("When you are away", "Pan fyddwch i ffwrdd"),
    "away.what": Word(
        "What comes for you is then told to whoever stands in for you too. We do not ask why you are away.",
        "Dywedir yr hyn a ddaw i chi wrth bwy bynnag sy'n llenwi'ch bwlch hefyd. Nid ydym yn gofyn pam rydych "
        "i ffwrdd.",
    ),
    "away.days": Word("from {first} to {last}", "o {first} hyd {last}"),
    "away.stands_in": Word("in your place:", "yn eich lle:"),
    "away.none": Word("No days are entered.", "Nid oes diwrnodau wedi'u nodi."),
    "away.enter": Word("Enter days on which you are away", "Nodi diwrnodau pan fyddwch i ffwrdd"),
    "away.first": Word("First day away", "Diwrnod cyntaf i ffwrdd"),
    "away.last": Word("Last day away", "Diwrnod olaf i ffwrdd"),
    "away.last.hint": Word("This day too you are away.", "Rydych i ffwrdd y diwrnod hwn hefyd."),
    "away.substitute": Word("Who stands in for you?", "Pwy sy'n llenwi'ch bwlch?"),
    "away.substitute.hint": Word(
        "Where nobody is named, others with the same role are told.",
        "Lle na chaiff neb ei enwi, dywedir wrth eraill â'r un rôl.",
    ),
    "away.substitute.needed": Word("Choose somebody from the list.", "Dewiswch rywun o'r rhestr."),
    "away.nobody": Word("Nobody in particular", "Neb yn arbennig"),
    "away.no_others": Word(
        "Nobody else of your organisation is known, so others with the same role are told.",
        "Nid oes neb arall o'ch sefydliad yn hysbys, felly dywedir wrth eraill â'r un rôl.",
    ),
    "away.warning": Word(
        "Look at the days before you enter them: they cannot be taken back here.",
        "Edrychwch ar y diwrnodau cyn eu nodi: ni ellir eu tynnu'n ôl yma.",
    ),
    "away.do": Word("Enter these days", "Nodi'r diwrnodau hyn"),
    "away.end": Word("Say that you are back (away from {first})", "Dweud eich bod yn ôl (i ffwrdd o {first})"),
    "away.mistaken": Word(
        "Take it back: the days from {first} are a mistake", "Ei dynnu'n ôl: camgymeriad yw'r diwrnodau o {first}"
    ),
    "notice.away_ended": Word("Your days away are changed.", "Newidiwyd eich diwrnodau i ffwrdd."),
    "notice.away_entered": Word("Your days away are entered.", "Nodwyd eich diwrnodau i ffwrdd."),
    "notice.draft_sent": Word("The escalation is sent.", "Anfonwyd yr uwchgyfeiriad."),
    "notice.draft_dropped": Word("The escalation is not sent.", "Ni chaiff yr uwchgyfeiriad ei anfon."),
    "unsubscribe.title": Word("Fewer letters", "Llai o lythyrau"),
    "unsubscribe.text": Word(
        "With this button the letter of the day no longer brings you what only tells or reminds.",
        "Gyda'r botwm hwn ni fydd llythyr y dydd yn dod â'r hyn sydd ond yn dweud neu'n atgoffa.",
    ),
    "unsubscribe.stays": Word(
        "What waits for you still comes, because nobody else would be told: a letter of the day is then "
        "written only where something new waits for you. Invitations, escalations and what you chose to get "
        "at once come as before.",
        "Daw'r hyn sy'n aros amdanoch o hyd, oherwydd ni ddywedid wrth neb arall: dim ond lle mae rhywbeth "
        "newydd yn aros amdanoch yr ysgrifennir llythyr y dydd wedyn. Daw gwahoddiadau, uwchgyfeiriadau a'r "
        "hyn a ddewisoch ei gael ar unwaith fel o'r blaen.",
    ),
    "unsubscribe.do": Word("Send me fewer letters", "Anfonwch lai o lythyrau ataf"),
    "unsubscribe.done.title": Word("You will get fewer letters", "Cewch lai o lythyrau"),
    "unsubscribe.done.text": Word(
        "The letter of the day no longer brings you what only tells or reminds.",
        "Nid yw llythyr y dydd bellach yn dod â'r hyn sydd ond yn dweud neu'n atgoffa.",
    ),
    "unsubscribe.more": Word(
        "Sign in to choose for each message how it comes", "Mewngofnodwch i ddewis sut y daw pob neges"
    ),
}
