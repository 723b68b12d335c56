"""What is asked back about an action's words, and what is left alone."""

from datetime import date

import pytest

from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain import wording
from supervision_app.domain.wording import MOST, on_day, on_what, on_who

SHIPPED = ShippedReference().wording()
NAMES = ("Aoife Byrne", "Ben O’Neill")
BEGIN = SHIPPED.opening.ask
SOMEBODY = SHIPPED.opening.ask_people
ONE = SHIPPED.one_person.ask


@pytest.mark.parametrize(
    ("text", "word", "asks"),
    [
        ("Monitor contact with dad", "monitor", "What will you look for, and by when?"),
        ("Keep contact under review", "under review", "on which day"),
        ("Ring gran as appropriate", "as appropriate", "When is it needed"),
        ("Visit; this is ongoing", "ongoing", "the next time"),
        ("Continue to visit", "continue to", "different by the date"),
        ("Support mum with her benefits", "support", "how will they know"),
        ("Explore the aunt", "explore", "who will be asked"),
        ("Liaise with the school", "liaise with", "What will you ask them"),
        ("Chase the report", "chase", "no answer"),
        ("Ring the school ASAP", "asap", "On which day"),
        ("Ensure that he is registered", "ensure", "so that it happens"),
    ],
)
def test_a_soft_word_is_answered_by_a_plain_question(text: str, word: str, asks: str) -> None:
    [asked] = on_what(text, SHIPPED, NAMES)

    assert asked.startswith(f"“{word}”: ")
    assert asks in asked


@pytest.mark.parametrize(
    "text",
    [
        "Ring the grandmother",
        "Ask Ben O'Neill for the school’s report",
        "Speak to Aoife",
        "Talk to mum about the house",
        "Write to the IRO",
        "Bring the life story book",
        "Question the plan at the review",
        "Document what Kai said",
        "Send the supportive letter that is a soonish one",  # a word within a word is no word
        "",
        "…",
    ],
)
def test_a_plain_action_is_left_alone(text: str) -> None:
    assert on_what(text, SHIPPED, NAMES) == ()


@pytest.mark.parametrize(
    "text", ["The referral to CAMHS", "Completion of the chronology", "Assessment of the aunt", "Updating"]
)
def test_a_deed_as_a_noun_is_asked_for_its_verb(text: str) -> None:
    assert on_what(text, SHIPPED, NAMES) == (BEGIN,)


@pytest.mark.parametrize(
    "text", ["Mum to ring", "aoife will ring", "Ben O'Neill to ring", "SW should ring", "We must ring"]
)
def test_a_person_at_the_beginning_is_told_of_their_own_field(text: str) -> None:
    assert on_what(text, SHIPPED, NAMES) == (SOMEBODY,)


def test_no_more_than_three_questions_are_asked_each_once_in_the_order_of_the_text() -> None:
    text = "Monitoring is ongoing: support mum, explore the aunt, and monitor dad as appropriate"
    asked = on_what(text, SHIPPED)

    assert len(asked) == MOST
    assert asked[0] == BEGIN
    assert [one.partition(":")[0] for one in asked[1:]] == ["“monitoring”", "“ongoing”"]


def test_the_longest_of_two_words_in_one_place_is_quoted() -> None:
    [asked] = on_what("Ring, then keep under review", SHIPPED)

    assert asked.startswith("“keep under review”")


@pytest.mark.parametrize(
    "who", ["Aoife and Ben", "Aoife/Ben", "Aoife, Ben", "Aoife & Ben", "The team", "everyone", "Aoife or Ben"]
)
def test_one_person_answers_for_an_action(who: str) -> None:
    assert on_who(who, SHIPPED.one_person) == (ONE,)


@pytest.mark.parametrize("who", ["Aoife Byrne", "Sandor Ander", "", "Ben O’Neill"])
def test_one_name_is_left_alone(who: str) -> None:
    assert on_who(who, SHIPPED.one_person) == ()


def test_a_day_on_which_offices_are_closed_is_asked_about() -> None:
    holidays = [date(2026, 12, 25), date(2026, 12, 28)]

    assert on_day(date(2026, 12, 25), holidays) == ("That is a bank holiday: is anybody there?",)
    assert on_day(date(2026, 12, 27), holidays) == ("That is a Sunday: is anybody there?",)
    assert on_day(date(2026, 12, 24), holidays) == ()


def test_every_question_of_the_shipped_list_ends_as_one_or_says_what_to_do() -> None:
    asked = [one.ask for one in SHIPPED.soft]

    assert all(ask[0].isupper() and ask[-1] in ".?" for ask in (*asked, BEGIN, SOMEBODY, ONE))
    assert all(word == word.lower().strip() for one in SHIPPED.soft for word in one.words)
    words = [word for one in SHIPPED.soft for word in one.words]
    assert len(words) == len(set(words))
    assert len(on_what(" ".join(words), SHIPPED)) == wording.MOST
