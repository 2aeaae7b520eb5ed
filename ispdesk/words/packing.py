"""Words of handing an ISP to another installation."""

from ispdesk.words.word import Word

WORDS = {
    "history.packed": Word("Handed out as a signed pack", "Rhoddwyd allan fel pecyn wedi'i lofnodi"),
    "history.taken_in": Word("Taken in from another installation", "Cymerwyd i mewn o osodiad arall"),
}
