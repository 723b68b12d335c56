"""What somebody notes beside what files tell: it counts at once, a newer one puts it right, an import keeps it."""

from datetime import date

import pytest

from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.events import CHECKED, EventKind, Noted, ToNote, name_of, note, read_noted, take_back
from supervision_app.domain.facts import SUBJECT, Fact, Known, changes, observe
from tests.fakes.told import AOIFE, KAI, KHAN, Device

NOVEMBER = date(2026, 11, 9)
KINDS = {
    "reg24_approved": EventKind("reg24_approved", "Temporary approval was given"),
    "last_visit": EventKind("last_visit", "The child was visited"),
    "next_hearing": EventKind("next_hearing", "The next hearing is on", ahead=True),
}


def noted(device: Device, event: str, day: date, *, on: date = NOVEMBER, source: str = CHECKED) -> None:
    device.write(note(KAI, KINDS, ToNote(event, day, source), on=on))


def taken_back(device: Device, event: str) -> None:
    entry = take_back(KAI, KINDS, read_noted(device.told(SUBJECT)), event, "It was another child", on=NOVEMBER)
    device.write(entry)


def test_a_noted_date_is_known_with_whose_word_it_is() -> None:
    device = Device()
    noted(device, "reg24_approved", date(2026, 8, 3))

    known = device.known()

    assert known.noted == {"reg24_approved": Noted("2026-08-03", KHAN.name, CHECKED, "2026-11-09")}
    assert known.day("reg24_approved") == date(2026, 8, 3)
    assert known.noted["reg24_approved"].words == f"checked in the main system on 9 November 2026 by {KHAN.name}"


def test_a_newer_one_puts_it_right() -> None:
    device = Device()
    noted(device, "reg24_approved", date(2026, 8, 3))
    noted(device, "reg24_approved", date(2026, 8, 1), source="the letter of approval")

    assert device.known().noted["reg24_approved"] == Noted(
        "2026-08-01", KHAN.name, "the letter of approval", "2026-11-09"
    )


def test_what_is_taken_back_counts_no_more_and_can_be_noted_again() -> None:
    device = Device()
    noted(device, "reg24_approved", date(2026, 8, 3))
    noted(device, "last_visit", date(2026, 11, 2))
    taken_back(device, "reg24_approved")
    assert set(device.known().noted) == {"last_visit"}

    noted(device, "reg24_approved", date(2026, 8, 4))
    assert device.known().value("reg24_approved") == "2026-08-04"


def test_of_two_dates_noted_at_once_the_earlier_counts_and_the_other_is_said() -> None:
    one, other = Device("one"), Device("other")
    noted(one, "reg24_approved", date(2026, 8, 4))
    noted(other, "reg24_approved", date(2026, 8, 3))
    one.exchange(other)

    for device in (one, other):
        assert device.known().noted["reg24_approved"].on == "2026-08-03"
        assert device.known().noted["reg24_approved"].also == ("2026-08-04",)
    noted(one, "reg24_approved", date(2026, 8, 4))
    assert one.known().noted["reg24_approved"].also == ()


def test_the_same_date_noted_at_once_is_no_doubt() -> None:
    one, other = Device("one"), Device("other")
    noted(one, "reg24_approved", date(2026, 8, 4))
    noted(other, "reg24_approved", date(2026, 8, 4))
    one.exchange(other)

    assert one.known().noted["reg24_approved"].also == ()


def test_taking_back_leaves_what_it_had_not_seen() -> None:
    one, other = Device("one"), Device("other")
    noted(one, "reg24_approved", date(2026, 8, 4))
    one.exchange(other)
    taken_back(one, "reg24_approved")
    noted(other, "reg24_approved", date(2026, 8, 3))
    one.exchange(other)

    assert one.known().noted["reg24_approved"].on == "2026-08-03"


def test_words_that_were_erased_say_nothing() -> None:
    device = Device()
    entry = device.write(note(KAI, KINDS, ToNote("reg24_approved", date(2026, 8, 3)), on=NOVEMBER))
    device.withhold(entry)

    assert device.known().noted == {}


def test_an_import_neither_changes_what_was_noted_nor_takes_it_for_its_own() -> None:
    device = Device()
    device.write(observe(KAI, "K1", {"last_visit": "2026-10-05"}, as_of=date(2026, 11, 6), source="a", on=NOVEMBER))
    noted(device, "last_visit", date(2026, 11, 2))

    assert device.known().value("last_visit") == "2026-11-02"
    assert changes(device.known(), {"last_visit": "2026-10-05"}, date(2026, 11, 13)) == {}
    assert changes(device.known(), {"last_visit": "2026-11-12"}, date(2026, 11, 13)) == {"last_visit": "2026-11-12"}


def test_of_a_noted_date_and_the_one_of_a_file_the_later_counts() -> None:
    fact, mine = Fact("2026-11-12", "2026-11-13", "a"), Noted("2026-11-02", "Moira Khan", CHECKED, "2026-11-09")

    assert Known("K1", {"last_visit": fact}, (), {"last_visit": mine}).value("last_visit") == "2026-11-12"
    assert Known("K1", {}, (), {"last_visit": mine}).value("last_visit") == "2026-11-02"
    assert Known().day("last_visit") is None


def test_only_what_is_in_the_list_can_be_noted() -> None:
    with pytest.raises(InputRefused, match="“moved_house” is not an event that can be noted"):
        note(KAI, KINDS, ToNote("moved_house", NOVEMBER), on=NOVEMBER)


def test_what_has_not_come_yet_cannot_have_happened() -> None:
    with pytest.raises(InputRefused, match="10 November 2026 has not come yet"):
        note(KAI, KINDS, ToNote("reg24_approved", date(2026, 11, 10)), on=NOVEMBER)
    assert note(KAI, KINDS, ToNote("reg24_approved", NOVEMBER), on=NOVEMBER).payload["on"] == "2026-11-09"


def test_a_date_that_lies_ahead_can_be_noted_where_the_event_allows_it() -> None:
    entry = note(KAI, KINDS, ToNote("next_hearing", date(2027, 1, 12), "  "), on=NOVEMBER)

    assert entry.payload == {"event": "next_hearing", "on": "2027-01-12", "source": CHECKED}


def test_what_is_not_noted_cannot_be_taken_back() -> None:
    with pytest.raises(RuleRefused, match="No date is noted for “Temporary approval was given”"):
        take_back(KAI, KINDS, {}, "reg24_approved", "Why", on=NOVEMBER)
    with pytest.raises(InputRefused, match="“moved_house” is not an event"):
        take_back(KAI, KINDS, {}, "moved_house", "Why", on=NOVEMBER)


def test_taking_back_wants_a_reason() -> None:
    there = {"reg24_approved": Noted("2026-08-03", AOIFE.name, CHECKED, "2026-11-09")}

    with pytest.raises(InputRefused, match="The reason is needed"):
        take_back(KAI, KINDS, there, "reg24_approved", " ", on=NOVEMBER)


def test_an_event_is_called_by_its_name_and_one_that_is_no_more_by_its_id() -> None:
    assert (name_of(KINDS, "last_visit"), name_of(KINDS, "old")) == ("The child was visited", "old")


def test_an_event_that_is_in_no_list_any_more_can_still_be_taken_back() -> None:
    there = {"old": Noted("2026-08-03", AOIFE.name, CHECKED, "2026-11-09")}

    assert take_back(KAI, KINDS, there, "old", "Not ours", on=NOVEMBER).payload == {"event": "old", "why": "Not ours"}
