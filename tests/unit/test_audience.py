from notifications.audience import Audience, readers, unfilled

PEOPLE = {
    Audience.TEAM: ["assurer", "lead"],
    Audience.HOLDER: ["lead"],
    Audience.COORDINATOR: [],
}


def test_everybody_is_told_once_in_order() -> None:
    assert readers((Audience.HOLDER, Audience.TEAM), PEOPLE) == ("lead", "assurer")


def test_an_audience_of_nobody_is_named() -> None:
    asked = (Audience.TEAM, Audience.COORDINATOR, Audience.BOARD_SECRETARY)
    assert unfilled(asked, PEOPLE) == (Audience.COORDINATOR, Audience.BOARD_SECRETARY)
    assert readers(asked, PEOPLE) == ("assurer", "lead")
