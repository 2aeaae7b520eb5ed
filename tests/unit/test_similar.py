"""Which ISPs are likely to be the same, and which are a good beginning."""

from states.folding import plain
from states.similar import Known, Similar, compare, words


def known(ref: str, title: str = "", service: str = "carers", place: str = "a", **more: bool) -> Known:
    standing = {"alive": True, "assured": False, **more}
    return Known(ref, (title, ""), frozenset({service}), frozenset({place}), **standing)


def test_diacritics_and_capitals_tell_no_two_words_apart() -> None:
    assert plain("Tŷ CYMORTH Môn") == "ty cymorth mon"
    assert words("Rhannu yn y Tŷ") == words("TY: sharing") == frozenset({"ty"})


def test_the_same_service_in_the_same_area_is_a_duplicate() -> None:
    found = compare(["carers"], ["a", "b"], ["Carers"], [known("X"), known("Y", place="c"), known("Z", service="aln")])
    assert found == Similar(("X",), ())


def test_nearly_the_same_title_is_a_duplicate_wherever_it_is() -> None:
    titled = known("X", "Gofalwyr ifanc Môn", service="aln", place="z")
    assert compare(["carers"], ["a"], ["gofalwyr ifanc mon"], [titled]).duplicates == ("X",)
    assert compare(["carers"], ["a"], ["gofalwyr hŷn y de"], [titled]).duplicates == ()


def test_what_was_assured_for_the_service_elsewhere_is_an_exemplar() -> None:
    there = known("X", place="z", assured=True)
    assert compare(["carers"], ["a"], ["Carers"], [there, known("Y", place="z")]) == Similar((), ("X",))
    assert compare(["health"], ["a"], ["Health"], [there]) == Similar()


def test_what_has_ended_is_no_duplicate_and_the_likeliest_comes_first() -> None:
    rows = [known("A", "Other people"), known("B", "Young carers"), known("C", alive=False)]
    assert compare(["carers"], ["a"], ["Young carers"], rows).duplicates == ("B", "A")
