"""What was begun in a dialog and not recorded is said wherever it could be missed."""

from datetime import date

from supervision_app.services import following_up, half_typed, sealing, sessions
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.half_typed import AGREE, draft_of
from supervision_app.services.needing import what_needs_me
from tests.fakes.sessions import AOIFE, begun, not_today, only_actions

DUE = date(2026, 12, 1)
NOW = "2026-11-16T10:00:00+00:00"


def type_in(desk: Desk, draft: str, **fields: str) -> None:
    """Keep what somebody types in a dialog."""
    desk.vault.drafts.keep(draft, fields, NOW)


def said(desk: Desk) -> list[str]:
    """Return what was begun, in words."""
    return [one.words for one in half_typed.half_typed(desk)]


def test_an_action_that_was_begun_is_said_with_its_first_line(team: Desk) -> None:
    type_in(team, draft_of(AGREE, "K1"), what="Ring the school\nand ask")
    [one] = half_typed.half_typed(team)

    assert one.words == "An action was begun and not agreed: “Ring the school”."
    assert (one.child, one.child_name, one.action) == ("K1", "Kai", "")
    assert half_typed.half_typed(team, {one.stream}) == [one]
    assert half_typed.half_typed(team, ()) == []
    half_typed.forget(team, one.draft)
    assert said(team) == []


def test_what_was_typed_on_an_action_is_said_with_what_it_is(team: Desk) -> None:
    action = following_up.agree(team, ToAgree("K1", "Ring grandma", "Nobody did", AOIFE, DUE))
    type_in(team, draft_of("close", action), impact="They")
    type_in(team, draft_of(AGREE, "K1"), why="She asked")

    assert set(said(team)) == {
        "Something was typed on “Ring grandma” and not recorded.",
        "An action was begun and not agreed.",
    }


def test_what_is_not_here_any_more_is_left_out(team: Desk) -> None:
    type_in(team, draft_of(AGREE, "Z9"), what="Ring")
    type_in(team, draft_of("close", "00000000"), impact="They")

    assert said(team) == []


def test_it_leads_to_its_child_from_the_first_page(team: Desk) -> None:
    type_in(team, draft_of(AGREE, "K1"), what="Ring the school")
    [need] = [need for need in what_needs_me(team) if need.code == "half-typed"]

    assert [item.text for item in need.items] == ["Kai: An action was begun and not agreed: “Ring the school”."]
    assert need.items[0].way.to == "K1"


def test_a_session_is_not_sealed_over_it(team: Desk) -> None:
    draft = begun(team)
    only_actions(team, draft, "K1")
    type_in(team, draft_of(AGREE, "K1"), what="Ring the school")
    lacking = sealing.missing(team, sessions.open_session(team, draft))

    assert [(one.child, one.why) for one in lacking] == [
        ("Kai", "An action was begun and not agreed: “Ring the school”. Go on with it, or forget it.")
    ]
    not_today(team, draft, "K1", "On holiday")
    assert sealing.missing(team, sessions.open_session(team, draft)) == []
