"""The people of a team, and how a typed name finds one."""

from string import ascii_letters

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound
from supervision_app.domain.people import (
    ROLES,
    Member,
    Person,
    check_name,
    check_role,
    find_member,
    name_key,
    person_from,
    team_manager_of,
)

BEN = Member(Person("0b3c9a52-1", "Ben Carter", "worker"))
BENEDICT = Member(Person("0b3c9a52-2", "Benedict Shaw", "worker"))
DANA = Member(Person("7d10aa31-3", "Dana Hughes", "worker"))
ZELIE = Member(Person("9e2f4c88-4", "Z\u00e9lie O’Brien-Kaur", "family-finder"))
OLD_DANA = Member(Person("5f5f5f5f-5", "Dana Hughes", "worker"), left_on="2026-03-31")
TEAM = [BEN, BENEDICT, DANA, ZELIE]


def test_a_person_comes_back_from_an_entry_as_they_were() -> None:
    assert person_from(BEN.person.as_payload()) == BEN.person


def test_the_post_of_a_team_has_no_id_of_a_person() -> None:
    assert team_manager_of("North Team") == Person("", "The manager of North Team", "manager")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_of_ours_is_taken(role: str) -> None:
    assert check_role(role) == role


@pytest.mark.parametrize("role", ["", "Manager", "chief"])
def test_another_role_is_refused_with_the_list(role: str) -> None:
    with pytest.raises(InputRefused, match=r"is not a role here. Use one of: manager, worker, senior"):
        check_role(role)


def test_a_name_is_tidied() -> None:
    assert check_name("  Dana\u00a0 Hughes\n") == "Dana Hughes"


@pytest.mark.parametrize("name", ["", "   ", "–", "\x00", "..."])
def test_a_name_of_which_nothing_can_be_read_is_refused(name: str) -> None:
    with pytest.raises(InputRefused, match="A name is needed"):
        check_name(name)


def test_a_name_with_half_a_character_is_refused_before_it_is_stored() -> None:
    with pytest.raises(InputRefused, match="The name holds half a character"):
        check_name("Dana \udcff Hughes")


def test_two_spellings_of_one_name_share_a_key() -> None:
    assert name_key("Ze\u0301lie O'Brien Kaur") == name_key("Z\u00c9LIE O’BRIEN-KAUR")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ben Carter", BEN),
        ("ben carter", BEN),
        (" BEN  CARTER ", BEN),
        ("Carter", BEN),
        ("Benedict", BENEDICT),
        ("Bene", BENEDICT),
        ("ben c", BEN),
        ("z\u00e9lie", ZELIE),
        ("O'Brien-Kaur", ZELIE),
        ("7d10aa31-3", DANA),
    ],
)
def test_a_name_a_part_of_it_or_an_id_finds_the_one_it_can_mean(typed: str, found: Member) -> None:
    assert find_member(TEAM, typed) == found


def test_a_whole_name_goes_before_a_part_of_another() -> None:
    short = Member(Person("x-1", "Dana", "worker"))

    assert find_member([DANA, short], "Dana") == short


def test_somebody_who_is_here_goes_before_somebody_who_left() -> None:
    assert find_member([OLD_DANA, DANA], "Dana Hughes") == DANA


def test_somebody_who_left_is_still_found() -> None:
    assert find_member([BEN, OLD_DANA], "Dana") == OLD_DANA


def test_an_id_finds_somebody_who_left_beside_their_namesake() -> None:
    assert find_member([OLD_DANA, DANA], " 5f5f5f5f-5 ") == OLD_DANA


def test_a_name_that_several_have_is_refused_with_role_and_id() -> None:
    twin = Member(Person("aaaaaaaa-6", "Dana Hughes", "senior"))
    told = "Dana Hughes, social worker .7d10aa31.; Dana Hughes, senior manager .aaaaaaaa.. Give the whole name, or"
    with pytest.raises(AmbiguousName, match=told):
        find_member([DANA, twin], "dana hughes")


def test_a_part_that_several_share_is_refused() -> None:
    with pytest.raises(AmbiguousName, match=r"“Ben” could be more than one person: Ben Carter, .*; Benedict Shaw, "):
        find_member(TEAM, "Ben")


def test_the_middle_of_a_word_finds_nobody() -> None:
    with pytest.raises(NotFound):
        find_member(TEAM, "arter")


def test_a_name_nobody_has_is_told_with_who_is_here() -> None:
    with pytest.raises(NotFound) as refused:
        find_member([*TEAM, OLD_DANA], "Aoife ")

    assert str(refused.value) == (
        "Nobody called “Aoife” is known here. Known here: Ben Carter, Benedict Shaw, Dana Hughes, "
        "Z\u00e9lie O’Brien-Kaur. Add them with “people add”."
    )


def test_of_a_large_team_only_the_first_names_are_told() -> None:
    many = [Member(Person(str(n), f"Worker {n}", "worker")) for n in range(1, 9)]
    with pytest.raises(NotFound) as refused:
        find_member(many, "Aoife")

    assert "Known here: Worker 1, Worker 2, Worker 3, Worker 4, Worker 5, Worker 6 and 2 more. Add" in str(
        refused.value
    )


def test_a_team_of_six_is_told_whole() -> None:
    six = [Member(Person(str(n), f"Worker {n}", "worker")) for n in range(1, 7)]
    with pytest.raises(NotFound, match=r"Worker 5, Worker 6\. Add"):
        find_member(six, "Aoife")


def test_in_an_empty_team_nobody_is_known() -> None:
    with pytest.raises(NotFound, match=r"^Nobody called “Aoife” is known here. Add them with “people add”.$"):
        find_member([], "Aoife")


@pytest.mark.parametrize("typed", ["", "  ", "?"])
def test_without_a_name_nobody_is_looked_for(typed: str) -> None:
    with pytest.raises(InputRefused, match="A name is needed"):
        find_member(TEAM, typed)


names = st.text(ascii_letters + " '-", min_size=1, max_size=12).filter(name_key)
teams = st.lists(
    st.builds(
        Member,
        st.builds(Person, st.uuids().map(str), names, st.sampled_from(sorted(ROLES))),
        left_on=st.sampled_from(["", "2026-03-31"]),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(teams, names)
def test_whoever_is_found_fits_the_name_and_nobody_else_here_fits_as_well(team: list[Member], typed: str) -> None:
    key = name_key(typed)
    whole = [member for member in team if name_key(member.person.name) == key]
    try:
        found = find_member(team, typed)
    except AmbiguousName:
        assert len(team) > 1
    except NotFound:
        assert not whole
    else:
        assert key in name_key(found.person.name)
        assert found in whole or not whole
        assert not found.left_on or all(member.left_on for member in whole)


@settings(deadline=None)
@given(teams.filter(bool), st.data())
def test_an_id_in_full_always_finds_its_person(team: list[Member], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(team))

    assert find_member(team, wanted.person.id) == wanted
