"""The team, its people, and who left."""

from dataclasses import replace
from datetime import date

import pytest

from supervision_app.domain.directory import (
    DEVICE,
    IMPORTED,
    JOINED,
    LEFT,
    TEAM_NAMED,
    Import,
    introduce_device,
    join,
    leave,
    name_team,
    read_import,
    read_member,
    record_import,
)
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.people import Member, Person
from tests.fakes.told import AOIFE, KHAN, OKORO, Device

TEAM = "team:north"
JOINED_ON = date(2026, 9, 1)
LEFT_ON = date(2026, 11, 20)


def test_a_team_is_named_with_its_authority() -> None:
    entry = name_team(TEAM, " North  Team", "local ", demonstration=False, on=JOINED_ON)

    assert entry == NewEntry(
        TEAM, "team", TEAM_NAMED, JOINED_ON, {"name": "North Team", "authority": "local", "demonstration": False}
    )


@pytest.mark.parametrize(("name", "authority"), [("", "local"), ("North Team", " ")])
def test_a_team_without_a_name_or_an_authority_is_refused(name: str, authority: str) -> None:
    with pytest.raises(InputRefused, match="A name is needed"):
        name_team(TEAM, name, authority, demonstration=False, on=JOINED_ON)


def test_a_person_joins_with_name_role_and_key() -> None:
    entry = join(TEAM, Person("p-1", " Dana  Hughes", "worker"), key="SW0012", on=JOINED_ON)

    assert entry == NewEntry(TEAM, "p-1", JOINED, JOINED_ON, {"name": "Dana Hughes", "role": "worker", "key": "SW0012"})


def test_a_person_without_a_name_does_not_join() -> None:
    with pytest.raises(InputRefused, match="A name is needed"):
        join(TEAM, Person("p-1", " ", "worker"), key="", on=JOINED_ON)


def test_a_person_in_an_unknown_role_does_not_join() -> None:
    with pytest.raises(InputRefused, match="is not a role here"):
        join(TEAM, Person("p-1", "Dana Hughes", "chief"), key="", on=JOINED_ON)


def test_a_worker_leaves_with_or_without_a_reason() -> None:
    entry = leave(TEAM, Member(AOIFE), " ", managers_left=[], on=LEFT_ON)

    assert entry == NewEntry(TEAM, AOIFE.id, LEFT, LEFT_ON, {"why": ""})


def test_who_left_already_does_not_leave_again() -> None:
    with pytest.raises(RuleRefused, match="Aoife Brennan left on 1 June 2026 already"):
        leave(TEAM, Member(AOIFE, left_on="2026-06-01"), "", managers_left=[KHAN], on=LEFT_ON)


def test_a_manager_leaves_when_another_is_here() -> None:
    assert leave(TEAM, Member(KHAN), "New post", managers_left=[OKORO], on=LEFT_ON).payload == {"why": "New post"}


def test_the_last_manager_does_not_leave_before_the_successor_is_here() -> None:
    with pytest.raises(RuleRefused, match=r"M. Khan is the only manager here. Add the successor first"):
        leave(TEAM, Member(KHAN), "New post", managers_left=[], on=LEFT_ON)


def test_a_device_is_introduced_with_whose_it_is() -> None:
    entry = introduce_device(TEAM, "ab12", KHAN, on=JOINED_ON)

    assert entry == NewEntry(TEAM, "ab12", DEVICE, JOINED_ON, {"person": KHAN.as_payload(), "key": "ab12"})


def test_an_import_is_recorded_in_numbers() -> None:
    done = Import("i-1", "2026-11-13", "annex-a", ("8",), ("North Team",), ("a.xlsx 00ff",), {"new": 2, "gone": 0})

    assert record_import(TEAM, done, on=LEFT_ON) == NewEntry(
        TEAM,
        "i-1",
        IMPORTED,
        LEFT_ON,
        {
            "as_of": "2026-11-13",
            "source": "annex-a",
            "lists": ["8"],
            "teams": ["North Team"],
            "files": ["a.xlsx 00ff"],
            "counts": {"new": 2, "gone": 0},
        },
    )


@pytest.fixture
def device() -> Device:
    """Return a device on which Aoife joined on 1 September."""
    first = Device()
    first.write(join(TEAM, AOIFE, key="SW7", on=JOINED_ON))
    return first


def member(device: Device) -> Member | None:
    return read_member(device.told(AOIFE.id))


def test_who_joined_is_a_member(device: Device) -> None:
    assert member(device) == Member(AOIFE, "SW7", "")


def test_who_left_is_a_member_with_the_day(device: Device) -> None:
    device.write(leave(TEAM, Member(AOIFE), "", managers_left=[KHAN], on=LEFT_ON))

    assert member(device) == Member(AOIFE, "SW7", "2026-11-20")


def test_a_later_joining_gives_the_new_name_role_and_key_and_keeps_the_leaving(device: Device) -> None:
    device.write(leave(TEAM, Member(AOIFE), "", managers_left=[KHAN], on=LEFT_ON))
    device.write(join(TEAM, Person(AOIFE.id, "Aoife Walsh", "senior"), key="SW8", on=LEFT_ON))

    assert member(device) == Member(Person(AOIFE.id, "Aoife Walsh", "senior"), "SW8", "2026-11-20")


def test_somebody_whose_joining_is_not_here_is_not_known(device: Device) -> None:
    left = device.write(leave(TEAM, Member(AOIFE), "", managers_left=[KHAN], on=LEFT_ON))

    assert read_member([left]) is None
    assert read_member([]) is None


def test_a_withheld_leaving_leaves_the_person_here(device: Device) -> None:
    device.withhold(device.write(leave(TEAM, Member(AOIFE), "", managers_left=[KHAN], on=LEFT_ON)))

    assert member(device) == Member(AOIFE, "SW7", "")


def test_a_withheld_joining_tells_of_nobody(device: Device) -> None:
    for told in device.told(AOIFE.id):
        device.withhold(told)

    assert member(device) is None


def test_an_import_is_read_back_as_it_was_recorded() -> None:
    done = Import("i-1", "2026-11-16", "annex-a", ("8",), ("North",), ("a.xlsx 00ff",), {"refused": 2})
    entry = record_import(TEAM, done, on=JOINED_ON)
    told = Device().write(entry)

    assert read_import(told) == done
    assert read_import(replace(told, payload=None)) is None
    assert read_import(replace(told, kind=JOINED)) is None
