"""Words of the pages on which the team changes what messages say."""

from ispdesk.words.word import Word

WORDS = {
    "wording.title": Word("Wording of letters", "Geiriad llythyrau"),
    "wording.what": Word(
        "The subject, the opening and the closing of a letter can be said in the team's own words, in both languages. "
        "Who asks, by when, why somebody gets it, how to check it and the link stay as they are. Letters that have "
        "been written keep what they said.",
        "Gellir dweud pwnc, agoriad a diweddglo llythyr yng ngeiriau'r tîm ei hun, yn y ddwy iaith. Mae pwy sy'n "
        "gofyn, erbyn pryd, pam y mae rhywun yn ei gael, sut i'w wirio a'r ddolen yn aros fel y maent. Mae llythyrau a "
        "ysgrifennwyd yn cadw'r hyn a ddywedasant.",
    ),
    "wording.settings": Word(
        "Subject, opening and closing of each letter, tried on a sample before it is saved.",
        "Pwnc, agoriad a diweddglo pob llythyr, wedi'u profi ar sampl cyn eu cadw.",
    ),
    "wording.list": Word("Letters", "Llythyrau"),
    "wording.col.message": Word("Letter", "Llythyr"),
    "wording.col.to": Word("Goes to", "Yn mynd at"),
    "wording.col.words": Word("Words", "Geiriau"),
    "wording.own": Word("the team's own, version {version}", "geiriau'r tîm ei hun, fersiwn {version}"),
    "wording.shipped": Word("standard", "safonol"),
    "wording.back": Word("Back to the wording of letters", "Yn ôl i eiriad llythyrau"),
    "wording.look": Word("Only the team's lead changes the words.", "Dim ond arweinydd y tîm sy'n newid y geiriau."),
    "wording.subject": Word("Subject", "Pwnc"),
    "wording.opening": Word("Opening: what is asked", "Agoriad: beth a ofynnir"),
    "wording.closing": Word("Closing", "Diweddglo"),
    "wording.subject.hint": Word(
        "At most {most} characters. Empty: the standard subject.",
        "{most} nod ar y mwyaf. Gwag: y pwnc safonol.",
    ),
    "wording.opening.hint": Word(
        "At most {most} characters. It stands first in the letter. Empty: the standard opening.",
        "{most} nod ar y mwyaf. Mae'n sefyll yn gyntaf yn y llythyr. Gwag: yr agoriad safonol.",
    ),
    "wording.closing.hint": Word(
        "At most {most} characters. It stands last, before the notes at the foot. Empty: nothing more is said.",
        "{most} nod ar y mwyaf. Mae'n sefyll olaf, cyn y nodiadau wrth y troed. Gwag: ni ddywedir dim mwy.",
    ),
    "wording.needed": Word(
        "The standard words differ from case to case here, so {place} must stay in yours.",
        "Mae'r geiriau safonol yn amrywio o achos i achos yma, felly rhaid i {place} aros yn eich rhai chi.",
    ),
    "wording.subject_en": Word("Subject in English", "Pwnc yn Saesneg"),
    "wording.subject_cy": Word("Subject in Welsh", "Pwnc yn Gymraeg"),
    "wording.opening_en": Word("Opening in English", "Agoriad yn Saesneg"),
    "wording.opening_cy": Word("Opening in Welsh", "Agoriad yn Gymraeg"),
    "wording.closing_en": Word("Closing in English", "Diweddglo yn Saesneg"),
    "wording.closing_cy": Word("Closing in Welsh", "Diweddglo yn Gymraeg"),
    "wording.places": Word("What may stand in braces", "Beth all sefyll mewn cromfachau cyrliog"),
    "wording.col.place": Word("You write", "Rydych yn ysgrifennu"),
    "wording.col.becomes": Word("In the sample it becomes", "Yn y sampl daw'n"),
    "wording.standard": Word("the standard words", "y geiriau safonol"),
    "wording.sample_subject": Word("The standard letter as a sample", "Y llythyr safonol fel sampl"),
    "wording.no_person": Word(
        "Name nobody, and put no details of any service user here: everybody who gets this letter reads it.",
        "Peidiwch ag enwi neb, na rhoi manylion unrhyw ddefnyddiwr gwasanaeth yma: mae pawb sy'n cael y llythyr hwn yn "
        "ei ddarllen.",
    ),
    "wording.try": Word("See how it reads", "Gweld sut mae'n darllen"),
    "wording.back_to_shipped": Word("Go back to the standard words", "Mynd yn ôl i'r geiriau safonol"),
    "wording.check": Word("How the letter would read", "Sut y byddai'r llythyr yn darllen"),
    "wording.check.what": Word(
        "With invented names, as a reader gets it in one language. Nothing is saved yet.",
        "Gydag enwau ffug, fel y mae darllenydd yn ei gael mewn un iaith. Nid oes dim wedi'i gadw eto.",
    ),
    "wording.in.cy": Word("In Welsh", "Yn Gymraeg"),
    "wording.in.en": Word("In English", "Yn Saesneg"),
    "wording.text": Word("Text of the letter", "Testun y llythyr"),
    "wording.html.cy": Word("Look at the Welsh letter with its layout", "Edrych ar y llythyr Cymraeg gyda'i gynllun"),
    "wording.html.en": Word("Look at the English letter with its layout", "Edrych ar y llythyr Saesneg gyda'i gynllun"),
    "wording.html.opens": Word("(opens in a new tab)", "(yn agor mewn tab newydd)"),
    "wording.unchanged": Word(
        "These are the words that hold already: change them first.",
        "Dyma'r geiriau sydd mewn grym eisoes: newidiwch nhw yn gyntaf.",
    ),
    "wording.stale": Word(
        "The words were changed meanwhile: compare yours with what holds now.",
        "Newidiwyd y geiriau yn y cyfamser: cymharwch eich rhai chi â'r hyn sydd mewn grym nawr.",
    ),
    "wording.versions": Word("Earlier and present versions", "Fersiynau cynharach a phresennol"),
    "wording.version.none": Word("standard words", "geiriau safonol"),
    "notice.wording_changed": Word("The words are changed.", "Mae'r geiriau wedi'u newid."),
}
