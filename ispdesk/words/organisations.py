"""Words of the Accord's pages: organisations, signatures, actions after signing."""

from ispdesk.words.word import Word

WORDS = {
    "history.accord_flag_raised": Word(
        "A partner has not signed the Accord: the coordinator is told",
        "Nid yw partner wedi llofnodi'r Cytundeb: hysbysir y cydlynydd",
    ),
    "history.accord_flag_cleared": Word(
        "No longer flagged for want of the Accord", "Dim nodyn mwyach am ddiffyg y Cytundeb"
    ),
    "history.advice_given": Word("The team gave advice", "Rhoddodd y tîm gyngor"),
}
