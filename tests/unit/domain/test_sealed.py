"""What comes after a record was sealed: that it was read, and what was added."""

from datetime import date

import pytest

from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.sealed import (
    DISCUSSION,
    NOTHING_YET,
    SUPERVISION,
    Addition,
    After,
    Seen,
    add,
    check_unseen,
    read_after,
    see,
    waits_for,
)
from tests.fakes.told import AOIFE, BEN, KAI, KHAN, Device

ON = date(2026, 11, 18)


@pytest.mark.parametrize("family", [DISCUSSION, SUPERVISION])
def test_having_read_a_record_is_an_entry_of_it(family: str) -> None:
    entry = see(family, KAI, "d-1", on=ON)

    assert (entry.stream, entry.subject, entry.kind, entry.happened_on) == (KAI, "d-1", f"{family}.seen/1", ON)
    assert entry.payload == {}


@pytest.mark.parametrize("family", [DISCUSSION, SUPERVISION])
def test_words_are_added_as_an_entry_of_the_record(family: str) -> None:
    entry = add(family, KAI, "d-1", " The aunt rang. \n", on=ON)

    assert (entry.subject, entry.kind, entry.payload) == ("d-1", f"{family}.added/1", {"text": "The aunt rang."})


@pytest.mark.parametrize("nothing", ["", " \n", "\x00"])
def test_nothing_is_not_added(nothing: str) -> None:
    with pytest.raises(InputRefused, match="What you want to add is needed"):
        add(DISCUSSION, KAI, "d-1", nothing, on=ON)


@pytest.mark.parametrize("family", [DISCUSSION, SUPERVISION])
def test_what_came_after_is_read_in_order(family: str) -> None:
    device = Device()
    device.write(see(family, KAI, "d-1", on=ON), by=AOIFE)
    device.write(add(family, KAI, "d-1", "The aunt rang.", on=date(2026, 11, 19)), by=KHAN)
    device.write(add(family, KAI, "d-1", "Twice.", on=date(2026, 11, 20)), by=AOIFE)

    assert read_after(device.told("d-1")) == After(
        seen=(Seen(AOIFE, "2026-11-18", "own device"),),
        added=(
            Addition("The aunt rang.", "2026-11-19", "2026-11-19T15:20:00+00:00", KHAN),
            Addition("Twice.", "2026-11-20", "2026-11-20T15:20:00+00:00", AOIFE),
        ),
    )


def test_what_was_withheld_or_is_of_a_later_version_is_not_told() -> None:
    device = Device()
    device.withhold(device.write(see(DISCUSSION, KAI, "d-1", on=ON), by=AOIFE))
    device.withhold(device.write(add(DISCUSSION, KAI, "d-1", "Words", on=ON)))
    device.write_unknown("d-1")

    assert read_after(device.told("d-1")) == NOTHING_YET


def test_words_added_on_two_devices_at_once_are_both_told_and_alike_on_each() -> None:
    first, second = Device("first"), Device("second")
    first.write(add(DISCUSSION, KAI, "d-1", "One", on=ON), by=KHAN)
    second.write(add(DISCUSSION, KAI, "d-1", "Other", on=ON), by=AOIFE)
    first.exchange(second)

    both = read_after(first.told("d-1"))
    assert both == read_after(second.told("d-1"))
    assert {one.text for one in both.added} == {"One", "Other"}


def test_a_record_waits_for_the_worker_until_they_have_read_it() -> None:
    assert waits_for(AOIFE, NOTHING_YET)
    assert waits_for(AOIFE, After(seen=(Seen(BEN, "2026-11-18", "own device"),)))
    assert not waits_for(AOIFE, After(seen=(Seen(BEN, "", ""), Seen(AOIFE, "2026-11-18", "same screen"))))


def test_a_record_that_is_of_nobodys_supervision_waits_for_nobody() -> None:
    assert not waits_for(None, NOTHING_YET)


def test_who_has_read_a_record_is_not_asked_again() -> None:
    after = After(seen=(Seen(AOIFE, "2026-11-18", "own device"),))

    check_unseen(after, BEN)
    with pytest.raises(RuleRefused, match=r"Aoife Brennan has read this record already. Add to it"):
        check_unseen(after, AOIFE)
