"""Words of the operators' page."""

from ispdesk.words.word import Word

WORDS = {
    "operations.title": Word("Operations", "Gweithrediadau"),
    "operations.alerts": Word("What needs attention", "Beth sydd angen sylw"),
    "operations.alerts.caption": Word("Open alerts and what to do", "Rhybuddion agored a beth i'w wneud"),
    "operations.none": Word("Nothing needs attention.", "Nid oes angen sylw ar ddim."),
    "operations.alert": Word("What is wrong", "Beth sydd o'i le"),
    "operations.since": Word("Since", "Ers"),
    "operations.todo": Word("What to do", "Beth i'w wneud"),
    "operations.rounds": Word("The engine's rounds", "Rowndiau'r injan"),
    "operations.rounds.caption": Word("When each round last ran", "Pryd y rhedodd pob rownd ddiwethaf"),
    "operations.rounds.none": Word("No round has run yet.", "Nid oes rownd wedi rhedeg eto."),
    "operations.round": Word("Round", "Rownd"),
    "round.advance": Word("Moves that waited for time", "Symudiadau a oedd yn aros am amser"),
    "round.sweep": Word("Sweep of the clocks", "Ysgubo'r clociau"),
    "round.measure": Word("Measuring the queue", "Mesur y ciw"),
    "round.send": Word("Sending letters", "Anfon llythyrau"),
    "round.open_reviews": Word("Opening reviews", "Agor adolygiadau"),
    "round.digest": Word("The day's letters", "Llythyrau'r dydd"),
    "operations.last_run": Word("Last run", "Rhediad diwethaf"),
    "operations.done": Word("Things done then", "Pethau a wnaed bryd hynny"),
    "operations.rules": Word("Rules of the policy", "Rheolau'r polisi"),
    "operations.rules.caption": Word(
        "When each rule last fired and fires next", "Pryd y taniodd pob rheol ddiwethaf, a phryd y tania nesaf"
    ),
    "operations.rules.none": Word("No policy has been adopted yet.", "Ni fabwysiadwyd polisi eto."),
    "operations.rule": Word("Rule", "Rheol"),
    "operations.matches": Word("Clocks running", "Clociau'n rhedeg"),
    "operations.rungs": Word("Rungs: last fired, fires next", "Grisiau: taniodd ddiwethaf, tania nesaf"),
    "operations.can": Word("Can it fire?", "A all danio?"),
    "operations.moves": Word("Moves by itself: {move}", "Yn symud ei hun: {move}"),
    "operations.rung": Word("{rung}: {last}; {next}", "{rung}: {last}; {next}"),
    "operations.fired": Word("last {when}", "diwethaf {when}"),
    "operations.never": Word("never yet", "byth eto"),
    "operations.next": Word("next {when}", "nesaf {when}"),
    "operations.no_next": Word("none ahead", "dim o'i flaen"),
    "rules.can": Word("Yes", "Gall"),
    "rules.cannot": Word("No", "Na all"),
}
