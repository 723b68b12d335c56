"""What was said on an action, in words: whoever holds it next reads what came before."""

from datetime import date

import pytest

from supervision_app.domain.actions import OPEN_STATES, Action
from supervision_app.domain.agreements import progress
from supervision_app.domain.words_on_actions import NO_CHANGE, STATES, entry_words, last_word, sentence
from tests.fakes.told import AOIFE, KHAN, Device, agreed

TENTH, ELEVENTH = date(2026, 11, 10), date(2026, 11, 11)


def said(*words: tuple[str, str, date]) -> Action:
    """Return an action on which these notes were made, each with its state and its day."""
    device = Device()
    device.write(agreed())
    for note, state, on in words:
        device.write(progress(device.action(), note, state=state, on=on), by=AOIFE)
    return device.action()


def test_nothing_is_said_of_an_action_of_which_nobody_said_a_word() -> None:
    assert last_word(said()) == ""


def test_the_newest_word_says_how_far_when_and_who() -> None:
    action = said(("She rang", "open", TENTH), ("Rang her on Thursday", "in-progress", ELEVENTH))

    assert last_word(action) == "Under way on 11 November 2026, said by Aoife Brennan: Rang her on Thursday."


def test_no_change_does_not_hide_what_was_said_before_it() -> None:
    action = said(("Half of it!", "partly-done", TENTH), (NO_CHANGE, "partly-done", ELEVENTH))

    assert last_word(action) == (
        "Partly done on 10 November 2026, said by Aoife Brennan: Half of it! No change on 11 November 2026."
    )
    assert last_word(said((NO_CHANGE, "open", TENTH))) == (
        "Not begun on 10 November 2026, said by Aoife Brennan: No change since last time."
    )


def test_a_word_that_somebody_else_typed_says_so() -> None:
    device = Device()
    device.write(agreed())
    device.write(progress(device.action(), "Rang", state="open", on=TENTH), by=AOIFE, typed_by=KHAN)

    assert "said by Aoife Brennan (recorded by M. Khan): Rang." in last_word(device.action())


@pytest.mark.parametrize("text", ["Rang.", "Rang!", "Rang?", "“I rang”"])
def test_a_sentence_that_has_an_end_gets_no_other(text: str) -> None:
    assert sentence(text) == text


def test_every_state_has_words_and_being_agreed_is_no_word() -> None:
    device = Device()
    device.write(agreed())

    assert set(OPEN_STATES) < set(STATES)
    assert entry_words(device.told()[0]) == ""
