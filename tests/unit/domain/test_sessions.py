"""A session while it is typed: nothing is lost, nothing goes on another's record, and what it lacks is said."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supervision_app.domain.discussions import ACTIONS_ONLY, DEPTHS, IN_DEPTH, NOT_TODAY, WHY_NOT, Said
from supervision_app.domain.entries import LONGEST_TEXT
from supervision_app.domain.guides import CHILD, WORKER, Guide, Prompt, Stage, read_guide
from supervision_app.domain.sessions import (
    AT,
    BEGUN_AT,
    DECISION,
    DEPTH,
    GUIDE,
    HELD_ON,
    NOT_BECAUSE,
    OWN,
    REASONS,
    SAID,
    STIRS,
    WORD,
    Session,
    Talk,
    field_of,
    field_of_stage,
    lacks,
    lacks_own,
    moved,
    named_in,
    parts_of_child,
    parts_of_worker,
    read_session,
)
from supervision_app.domain.sessions import WORKER as WHOSE
from tests.fakes.guides import guide_values
from tests.fakes.told import KAI

MIA = "child:mia"
STREAMS = (KAI, MIA)
SMALL = read_guide(guide_values())
NOTHING = Talk(KAI, IN_DEPTH, "", {}, {}, "", "")
TALKED = replace(NOTHING, said={"day": "He counts buses."})

codes = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=6)
texts = st.text(st.characters(codec="utf-8", exclude_characters="#\x00"), max_size=20)
streams = st.sampled_from(STREAMS)


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """Draw a guide of any stages, which need not be the one that the words were typed with."""
    stages = []
    for code in draw(st.lists(codes, max_size=5, unique=True)):
        record = draw(st.sampled_from([CHILD, WORKER]))
        each = record == CHILD or draw(st.booleans())
        stages.append(Stage(code, draw(codes), record, (Prompt("Who?", "So."),), each))
    return Guide("Any", "Any", tuple(stages))


@st.composite
def typed(draw: st.DrawFn) -> dict[str, str]:
    """Draw what was typed in the fields that a session has, each text to be told from every other."""
    places = draw(
        st.lists(
            st.one_of(
                st.tuples(st.sampled_from([SAID, STIRS]), codes, streams),
                st.tuples(st.sampled_from([DECISION, REASONS, NOT_BECAUSE]), streams),
                st.tuples(st.just(OWN), codes),
            ),
            unique=True,
            max_size=12,
        )
    )
    fields = {field_of(*place): f"#{number}# {draw(texts)}" for number, place in enumerate(places)}
    for stream in STREAMS:
        fields[field_of(DEPTH, stream)] = draw(st.sampled_from([*DEPTHS]))
    return fields


def session_of(fields: Mapping[str, str]) -> Session:
    """Return the session that these fields make."""
    return read_session("session/1", fields)


def written_of_child(session: Session, stream: str, guide: Guide) -> str:
    """Return all that would be recorded of a child."""
    talk = session.talk(stream)
    return "\n".join([*(part.text for part in parts_of_child(talk, guide)), talk.decision, talk.reasons])


def written_of_worker(session: Session, guide: Guide) -> str:
    """Return all that would be recorded of the worker."""
    return "\n".join(part.text for part in parts_of_worker(session, guide))


def marks(fields: Mapping[str, str], *begin: str) -> set[str]:
    """Return the number that each of these texts begins with."""
    return {text.split(" ")[0] for name, text in fields.items() if name.startswith(begin)}


@given(typed(), guides())
def test_nothing_typed_of_a_child_reaches_the_workers_record(fields: dict[str, str], guide: Guide) -> None:
    theirs = written_of_worker(session_of(fields), guide)

    of_children = marks(fields, f"{SAID}/", f"{DECISION}/", f"{REASONS}/", f"{NOT_BECAUSE}/")
    assert [mark for mark in of_children if mark in theirs] == []


@given(typed(), guides())
def test_nothing_of_the_worker_reaches_a_childs_record(fields: dict[str, str], guide: Guide) -> None:
    session = session_of(fields)
    written = "\n".join(written_of_child(session, stream, guide) for stream in STREAMS)

    assert [mark for mark in marks(fields, f"{STIRS}/", f"{OWN}/") if mark in written] == []


@given(typed(), guides())
def test_nothing_typed_of_one_child_reaches_another(fields: dict[str, str], guide: Guide) -> None:
    written = written_of_child(session_of(fields), KAI, guide)

    of_mia = {text.split(" ")[0] for name, text in fields.items() if name.endswith(MIA) and text.startswith("#")}
    assert [mark for mark in of_mia if mark in written] == []


@given(typed(), guides())
@example({field_of(SAID, "gone", KAI): "#0# Said", field_of(DEPTH, KAI): ACTIONS_ONLY}, SMALL)
def test_no_typed_text_is_dropped_whatever_guide_is_used(fields: dict[str, str], guide: Guide) -> None:
    session = session_of(fields)
    written = written_of_worker(session, guide)
    for stream in STREAMS:
        talk = session.talk(stream)
        if lacks(talk) == "":
            written += written_of_child(session, stream, guide)
        mine = {name: text for name, text in fields.items() if name.endswith(stream)}
        kept = [f"{SAID}/", f"{DECISION}/", f"{REASONS}/"] if talk.depth != NOT_TODAY else [f"{NOT_BECAUSE}/"]
        for name, text in mine.items():
            if name.startswith(tuple(kept)) and lacks(talk) == "":
                assert text.strip() in written
        # What would have no place on the record is never sealed away.
        if talk.depth == NOT_TODAY and marks(mine, f"{SAID}/", f"{DECISION}/", f"{REASONS}/"):
            assert lacks(talk)
    assert [mark for mark in marks(fields, f"{STIRS}/", f"{OWN}/") if mark not in written] == []


names = st.one_of(
    st.text(max_size=15),
    st.lists(st.sampled_from([DEPTH, SAID, STIRS, OWN, WORD, "", KAI, "day"]), max_size=4).map("/".join),
)


@given(st.dictionaries(names, st.text(max_size=8)), guides())
@example({"said": "x", "depth": "x", "said/": "x", f"said/{KAI}": "x", "own": "x", "own/": "x", "/": "x"}, SMALL)
def test_any_fields_make_a_session(fields: dict[str, str], guide: Guide) -> None:
    session = read_session("session/1", fields)

    for stream in (*session.talks, KAI):
        talk = session.talk(stream)
        lacks(talk)
        assert talk.stream == stream
        parts_of_child(talk, guide)
    assert all(part.text for part in parts_of_worker(session, guide))


def test_a_session_reads_as_it_was_typed() -> None:
    fields = {
        WHOSE: "p-aoife",
        HELD_ON: "2026-11-16",
        BEGUN_AT: "2026-11-16T10:00:00+00:00",
        GUIDE: "Small",
        AT: KAI,
        field_of(DEPTH, KAI): IN_DEPTH,
        field_of(NOT_BECAUSE, KAI): "Ill",
        field_of(SAID, "day", KAI): " He counts buses.\n",
        field_of(STIRS, "stirs", KAI): "I worry.",
        field_of(DECISION, KAI): "Ask the aunt",
        field_of(REASONS, KAI): "She offered",
        field_of(OWN, "how-you-are"): "Tired.",
        field_of(WORD, "action-1"): "Rang",
        "last-typed": "whatever",
    }

    assert read_session("session/1", fields) == Session(
        draft="session/1",
        worker="p-aoife",
        held_on="2026-11-16",
        begun_at="2026-11-16T10:00:00+00:00",
        guide="Small",
        at=KAI,
        talks={
            KAI: Talk(
                KAI, IN_DEPTH, "Ill", {"day": "He counts buses."}, {"stirs": "I worry."}, "Ask the aunt", "She offered"
            )
        },
        own={"how-you-are": "Tired."},
        words={"action-1": "Rang"},
    )


def test_of_a_child_of_whom_nothing_was_typed_the_actions_are_looked_at() -> None:
    assert session_of({}).talk(KAI) == Talk(KAI, ACTIONS_ONLY, "", {}, {}, "", "")


@pytest.mark.parametrize("nothing", ["", " \n", "\x00", " \x00 "])
def test_a_field_without_a_word_is_as_if_it_were_not_there(nothing: str) -> None:
    fields = {field_of(SAID, "day", KAI): nothing, field_of(OWN, "how-you-are"): nothing, HELD_ON: nothing}

    assert session_of(fields) == session_of({})


def test_a_stage_says_where_its_words_are_kept() -> None:
    assert [field_of_stage(stage, KAI) for stage in SMALL.stages] == [
        f"said/day/{KAI}",
        f"stirs/stirs/{KAI}",
        "own/how-you-are",
    ]


@pytest.mark.parametrize(
    ("talk", "sentence"),
    [
        (TALKED, ""),
        (NOTHING, "Nothing was written"),
        (replace(NOTHING, stirs={"stirs": "I worry."}), "Nothing was written"),
        (replace(NOTHING, decision="Ask", reasons="She offered"), ""),
        (replace(NOTHING, depth=ACTIONS_ONLY), ""),
        (replace(TALKED, depth=ACTIONS_ONLY), ""),
        (replace(TALKED, decision="Ask"), "Give the reasons for the decision."),
        (replace(TALKED, reasons="She offered"), "Reasons are there without a decision"),
        (replace(NOTHING, depth=ACTIONS_ONLY, decision="Ask"), "Give the reasons for the decision."),
        (replace(NOTHING, depth=NOT_TODAY), "Say why not today."),
        (replace(NOTHING, depth=NOT_TODAY, why_not="Ill"), ""),
        (replace(NOTHING, depth=NOT_TODAY, why_not="Ill", stirs={"stirs": "I worry."}), ""),
        (replace(TALKED, depth=NOT_TODAY, why_not="Ill"), "Something was written, and the child is marked"),
        (replace(NOTHING, depth=NOT_TODAY, why_not="Ill", decision="Ask"), "Something was written"),
        (replace(NOTHING, depth=NOT_TODAY, why_not="Ill", reasons="Ask"), "Something was written"),
        (replace(NOTHING, said={"day": "x" * LONGEST_TEXT}), ""),
        (replace(NOTHING, said={"day": "x" * (LONGEST_TEXT + 1)}), "One field holds more than 50,000 characters"),
        (replace(TALKED, stirs={"day": "x" * (LONGEST_TEXT + 1)}), "One field holds more than"),
        (replace(TALKED, decision="x" * (LONGEST_TEXT + 1)), "One field holds more than"),
        (replace(NOTHING, depth=NOT_TODAY, why_not="x" * (LONGEST_TEXT + 1)), "One field holds more than"),
    ],
)
def test_what_a_childs_part_lacks_is_said(talk: Talk, sentence: str) -> None:
    assert lacks(talk).startswith(sentence)
    assert bool(lacks(talk)) == bool(sentence)


def test_of_a_child_not_talked_about_the_reason_is_recorded() -> None:
    assert parts_of_child(replace(NOTHING, depth=NOT_TODAY, why_not="Ill"), SMALL) == (Said(WHY_NOT, "Ill"),)


def test_words_stand_in_the_guides_order_under_its_headings_and_what_it_has_no_more_last() -> None:
    talk = replace(NOTHING, said={"zebra": "Last", "ahead": "Before it", "day": "First", "stirs": "Second"})

    assert parts_of_child(talk, SMALL) == (
        Said("About day", "First"),
        Said("About stirs", "Second"),
        Said("ahead", "Before it"),
        Said("zebra", "Last"),
    )


def test_the_workers_record_names_no_child() -> None:
    fields = {
        field_of(STIRS, "stirs", MIA): "Second",
        field_of(STIRS, "stirs", KAI): "First",
        field_of(OWN, "how-you-are"): "Tired",
    }

    assert parts_of_worker(session_of(fields), SMALL) == (
        Said("About how-you-are", "Tired"),
        Said("About stirs", "First"),
        Said("About stirs", "Second"),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("since the Marsh hearing", ("Marsh",)),
        ("carries Tia’s crying home; Tia again", ("Tia",)),
        ("the marsh was wet", ()),
        ("synthetic Tias", ()),
        ("Jo and Al-Amin", ("Al-Amin",)),
        ("", ()),
    ],
)
def test_the_name_of_a_child_is_found_in_other_words(text: str, found: tuple[str, ...]) -> None:
    assert named_in([text], ["Tia Marsh (synthetic)", "Jo Al-Amin", ""]) == found


def test_the_order_that_somebody_gave_children_added_and_points_are_read() -> None:
    session = read_session(
        "session/1",
        {
            "order": "child:b child:a",
            "added/child:c": "yes",
            "added/child:d": "",
            "points": "Duty",
            "later": "Rota: time",
        },
    )

    assert [session.place(stream) for stream in ("child:a", "child:b", "child:c")] == [1, 0, 2]
    assert session.added == {"child:c"}
    assert (session.points, session.later) == ("Duty", "Rota: time")
    assert read_session("session/1", {}).place("child:a") == 0


@pytest.mark.parametrize(("by", "order"), [(-1, "bac"), (1, "acb"), (5, "acb"), (-5, "bac"), (0, "abc")])
def test_one_is_moved_in_the_order_and_no_further_than_its_ends(by: int, order: str) -> None:
    assert "".join(moved("abc", "b", by)) == order


def test_other_points_stand_last_in_the_workers_record_and_may_not_be_endless() -> None:
    session = read_session("session/1", {"points": "Duty", "later": "Rota: no time", "own/how-you-are": "Tired"})

    assert [(part.heading, part.text) for part in parts_of_worker(session, read_guide(guide_values()))][-2:] == [
        ("Other points", "Duty"),
        ("Put off to next time", "Rota: no time"),
    ]
    assert "more than 50,000 characters" in lacks_own(read_session("session/1", {"later": "x" * 50_001}))
