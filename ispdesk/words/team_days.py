"""Words of the pages on closures and absences."""

from ispdesk.words.word import Word

WORDS = {
    "closure.what": Word(
        "A day on which nobody works counts for nobody: due dates move, and whoever waits for them is told. A day can "
        "be closed, or opened again, until its close.",
        "Nid yw diwrnod pan nad oes neb yn gweithio yn cyfrif i neb: mae dyddiadau'n symud, a dywedir wrth bwy bynnag "
        "sy'n aros. Gellir cau diwrnod, neu ei ailagor, hyd at ei ddiwedd.",
    ),
    "closure.last": Word("The calendar knows the days up to {day}.", "Mae'r calendr yn gwybod y dyddiau hyd at {day}."),
    "closure.rows": Word("Closures entered", "Diwrnodau ar gau a nodwyd"),
    "closure.none": Word("No closure is entered.", "Ni nodwyd diwrnod ar gau."),
    "closure.day": Word("Day", "Diwrnod"),
    "closure.reason": Word("Why", "Pam"),
    "closure.do": Word("What can be done", "Beth y gellir ei wneud"),
    "closure.counted": Word("The day has closed: it stays", "Mae'r diwrnod wedi cau: erys"),
    "closure.reopen": Word("Take back", "Ei dynnu'n ôl"),
    "closure.reopen.title": Word("Take the closure of {day} back", "Tynnu'n ôl y cau ar {day}"),
    "closure.new": Word("Close a day", "Cau diwrnod"),
    "closure.reason_en": Word("Why, in English", "Pam, yn Saesneg"),
    "closure.reason_cy": Word("Why, in Welsh", "Pam, yn Gymraeg"),
    "closure.reason.hint": Word(
        "It is sent to everybody whose due date moves.", "Anfonir ef at bawb y mae eu dyddiad yn symud."
    ),
    "closure.reason_en.need": Word("Say why in English.", "Dywedwch pam yn Saesneg."),
    "closure.reason_cy.need": Word("Say why in Welsh.", "Dywedwch pam yn Gymraeg."),
    "closure.try": Word("Show what would move", "Dangos beth fyddai'n symud"),
    "closure.moves": Word(
        "What would move: {n} due dates", "Beth fyddai'n symud: {n} dyddiad", en_one="What would move: {n} due date"
    ),
    "closure.moves.none": Word("No due date would move.", "Ni fyddai dyddiad yn symud."),
    "closure.more": Word("And {n} more.", "A {n} arall."),
    "closure.told": Word("Who would be told", "Pwy gâi wybod"),
    "closure.yes": Word("Close this day", "Cau'r diwrnod hwn"),
    "closure.yes.reopen": Word("Take the closure back", "Tynnu'r cau yn ôl"),
    "closure.again": Word("Show again what would move", "Dangos eto beth fyddai'n symud"),
    "closure.no_date": Word("no date", "dim dyddiad"),
    "closure.back": Word("Back to closures", "Yn ôl i'r diwrnodau ar gau"),
    "notice.day_closed": Word("The day is closed.", "Mae'r diwrnod ar gau."),
    "notice.day_reopened": Word("The closure is taken back.", "Mae'r cau wedi'i dynnu'n ôl."),
    "absence.ahead": Word("Who is away from today on", "Pwy sydd i ffwrdd o heddiw ymlaen"),
    "absence.nobody": Word("Nobody is away.", "Nid oes neb i ffwrdd."),
    "absence.who": Word("Who", "Pwy"),
    "absence.first": Word("First day away", "Diwrnod cyntaf i ffwrdd"),
    "absence.last": Word("Last day away", "Diwrnod olaf i ffwrdd"),
    "absence.substitute": Word("Who stands in", "Pwy sy'n dirprwyo"),
    "absence.substitute.none": Word("Nobody named", "Neb wedi'i enwi"),
    "absence.choose": Word("Choose a person", "Dewiswch berson"),
    "absence.new": Word("Enter an absence", "Nodi absenoldeb"),
    "absence.own": Word("Enter your own absence", "Nodi eich absenoldeb eich hun"),
    "absence.save": Word("Enter it", "Ei nodi"),
    "absence.mistaken": Word(
        "Take back what was entered for {name} by mistake", "Tynnu'n ôl yr hyn a nodwyd ar gam i {name}"
    ),
    "absence.end": Word("End it", "Ei derfynu"),
    "absence.end.of": Word("End the absence of {name}", "Terfynu absenoldeb {name}"),
    "absence.person.need": Word("Choose who is away.", "Dewiswch pwy sydd i ffwrdd."),
    "notice.absence_entered": Word("The absence is entered.", "Mae'r absenoldeb wedi'i nodi."),
    "notice.absence_ended": Word("The absence is ended.", "Mae'r absenoldeb wedi'i derfynu."),
}
