"""Words about people: how they wish to be written to, and who stands in for them."""

from ispdesk.words.word import Word

WORDS = {
    "preferences.letter": Word(
        "The letter of the day for {ref} comes at {at} on: {days}. Where nobody works on such a day, on the next"
        " working day.",
        "Daw llythyr y dydd i {ref} am {at} ar: {days}. Lle nad oes neb yn gweithio ar ddiwrnod o'r fath, ar y diwrnod"
        " gwaith nesaf.",
    ),
    "preferences.chosen": Word("Chosen for single messages", "Dewiswyd ar gyfer negeseuon unigol"),
    "preferences.message": Word("Message", "Neges"),
    "preferences.choice": Word("How it comes", "Sut y daw"),
    "preferences.at_once": Word("at once", "ar unwaith"),
    "preferences.digest": Word("in the letter of the day", "yn llythyr y dydd"),
    "preferences.off": Word(
        "not at all, unless nobody else would hear of it", "ddim o gwbl, oni bai na fyddai neb arall yn clywed amdano"
    ),
    "absence.entered": Word(
        "{ref} is away from {first} to {last}. Mail goes to {who} too.",
        "Mae {ref} i ffwrdd o {first} hyd {last}. Bydd post yn mynd at {who} hefyd.",
    ),
    "absence.role": Word("others with the same role", "eraill â'r un rôl"),
}
