"""What is being typed is kept beside the ledger, and goes with what it became."""

import pytest

from supervision_app.services.desk import Desk

EARLIER, LATER = "2026-11-16T10:00:00+00:00", "2026-11-16T10:42:00+00:00"


def test_each_field_is_kept_as_it_was_last(desk: Desk) -> None:
    drafts = desk.vault.drafts
    drafts.keep("session/1", {"said/a": "She was", "decision": "Wait"}, EARLIER)
    drafts.keep("session/1", {"said/a": "She was at school, كاي.", "reasons": "x" * 20_000}, LATER)

    assert drafts.read("session/1") == {
        "said/a": "She was at school, كاي.",
        "decision": "Wait",
        "reasons": "x" * 20_000,
    }
    assert drafts.read("session/2") == {}


def test_a_field_that_was_emptied_goes(desk: Desk) -> None:
    drafts = desk.vault.drafts
    drafts.keep("session/1", {"a": "one", "b": "two"}, EARLIER)
    drafts.keep("session/1", {"a": ""}, LATER)

    assert drafts.read("session/1") == {"b": "two"}


def test_drafts_are_found_by_the_start_of_their_name_the_newest_first(desk: Desk) -> None:
    drafts = desk.vault.drafts
    drafts.keep("session/1", {"a": "one"}, EARLIER)
    drafts.keep("session/2", {"a": "one"}, LATER)
    drafts.keep("dialog/close/1", {"a": "one"}, LATER)
    drafts.keep("session_3", {"a": "one"}, LATER)

    assert drafts.begun("session/") == {"session/2": LATER, "session/1": EARLIER}


def test_a_dropped_draft_is_gone_whole_and_no_other(desk: Desk) -> None:
    drafts = desk.vault.drafts
    drafts.keep("session/1", {"a": "one", "b": "two"}, EARLIER)
    drafts.keep("session/2", {"a": "one"}, EARLIER)
    drafts.drop("session/1")

    assert drafts.begun("") == {"session/2": EARLIER}


def test_a_draft_joins_the_transaction_of_the_ledger(desk: Desk) -> None:
    drafts = desk.vault.drafts
    drafts.keep("session/1", {"a": "one"}, EARLIER)
    with pytest.raises(RuntimeError):
        _dropped_in_vain(desk)

    assert drafts.read("session/1") == {"a": "one"}


def _dropped_in_vain(desk: Desk) -> None:
    with desk.vault.ledger.transaction():
        desk.vault.drafts.drop("session/1")
        raise RuntimeError


def test_building_the_tables_again_leaves_drafts_alone(desk: Desk) -> None:
    desk.vault.drafts.keep("session/1", {"a": "one"}, EARLIER)
    assert desk.vault.rebuild().problems == ()
    assert desk.vault.drafts.read("session/1") == {"a": "one"}
