"""A guide read from plain values: whole, or refused with the place of the first mistake."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.guides import CHILD, RECORDS, WORKER, Guide, GuideFault, Prompt, Stage, read_guide
from tests.fakes.guides import guide_values, prompt, stage

DAY = Stage("day", "About day", CHILD, (Prompt("Who noticed?", "It brings the child into the room."),), True)  # noqa: FBT003

scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("child"))
keys = st.sampled_from(
    ["name", "about", "stage", "code", "heading", "record", "prompt", "with_each_child", "ask", "why", "x"]
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6), max_leaves=20
)
"""Whatever a file may hold, with the names of a guide among the names."""


def fault_of(values: Any) -> tuple[str, int, int]:
    """Return the sentence and the place of a guide's first mistake."""
    with pytest.raises(GuideFault) as found:
        read_guide(values)
    return found.value.why, found.value.stage, found.value.prompt


def test_a_guide_is_read_whole_and_in_order() -> None:
    guide = read_guide(guide_values(name=" Small ", about=" For trying out. "))

    assert (guide.name, guide.about) == ("Small", "For trying out.")
    assert guide.stages[0] == DAY
    assert [(one.code, one.record, one.with_each_child) for one in guide.stages] == [
        ("day", CHILD, True),
        ("stirs", WORKER, True),
        ("how-you-are", WORKER, False),
    ]


def test_each_stage_is_asked_with_each_child_or_once() -> None:
    guide = read_guide(guide_values())

    assert [one.code for one in guide.asked_with_each_child()] == ["day", "stirs"]
    assert [one.code for one in guide.asked_once()] == ["how-you-are"]


def test_headings_and_prompts_stand_without_white_space_at_their_ends() -> None:
    given_loosely = [stage(heading=" The day\n", prompt=[prompt(ask=" Who? ", why="\tSo. ")])]

    [read] = read_guide(guide_values(stage=given_loosely)).stages
    assert (read.heading, read.prompts) == ("The day", (Prompt("Who?", "So."),))


def test_saying_that_a_stage_of_the_childs_record_is_asked_with_each_child_changes_nothing() -> None:
    assert read_guide(guide_values(stage=[stage(with_each_child=True)])).stages == (DAY,)


@pytest.mark.parametrize("missing", ["name", "about", "stage"])
def test_a_guide_without_one_of_its_parts_says_which(missing: str) -> None:
    found = guide_values()
    del found[missing]

    assert fault_of(found) == (f"The guide lacks “{missing}”.", 0, 0)


@pytest.mark.parametrize("missing", ["code", "heading", "record", "prompt"])
def test_a_stage_without_one_of_its_parts_says_which_and_where(missing: str) -> None:
    second = stage("second")
    del second[missing]

    assert fault_of(guide_values(stage=[stage(), second])) == (f"A stage lacks “{missing}”.", 2, 0)


@pytest.mark.parametrize("missing", ["ask", "why"])
def test_a_prompt_without_one_of_its_parts_says_which_and_where(missing: str) -> None:
    second = prompt()
    del second[missing]
    found = guide_values(stage=[stage(), stage("second", prompt=[prompt(), second])])

    assert fault_of(found) == (f"A prompt lacks “{missing}”.", 2, 2)


def test_a_name_that_means_nothing_is_told_with_the_names_that_do() -> None:
    sentence = "A stage has “title”, which means nothing here. Use “code”, “heading”, “record”, “prompt”."

    assert fault_of(guide_values(stage=[stage(title="x")])) == (sentence, 1, 0)
    assert fault_of(guide_values(score=5))[0].startswith("The guide has “score”, which means nothing here. Use “name”")
    why, *place = fault_of(guide_values(stage=[stage(prompt=[prompt(score=5)])]))
    assert (why[:24], place) == ("A prompt has “score”, wh", [1, 1])


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (guide_values(name=5), "“name” of the guide has to be text in quotation marks."),
        (guide_values(stage={"code": "x"}), "“stage” of the guide has to be a list."),
        (guide_values(stage=[stage(with_each_child="yes")]), "“with_each_child” of a stage has to be true or false."),
        (guide_values(stage=[{**stage(), "code": True}]), "“code” of a stage has to be text in quotation marks."),
        (guide_values(about=" \n"), "“about” of the guide is empty."),
        (guide_values(stage=[]), "“stage” of the guide is empty."),
        (guide_values(stage=[stage(prompt=[])]), "“prompt” of a stage is empty."),
        (guide_values(stage=[stage(prompt=[prompt(ask="")])]), "“ask” of a prompt is empty."),
        (guide_values(stage=["day"]), "A stage has to be a table."),
        (guide_values(stage=[stage(prompt=["Who?"])]), "A prompt has to be a table."),
        ("a guide", "The guide has to be a table."),
        (guide_values(stage=[stage(record="file")]), "“record” is “file”. Use “child” or “worker”."),
        (guide_values(stage=[stage("a/b")]), "The code “a/b” holds a “/”. Use letters and hyphens."),
        (guide_values(stage=[stage("s", "worker")]), "No stage is asked with each child. A guide needs at least one."),
    ],
)
def test_what_is_of_another_kind_or_empty_is_refused(found: Any, sentence: str) -> None:
    assert fault_of(found)[0] == sentence


def test_a_prompt_for_some_children_is_asked_of_those_alone_and_says_why() -> None:
    small, apart = prompt(ask="Who sings?", when=["under-five"]), prompt(ask="Both?", when=["under-five", "stuck"])
    guide = read_guide(guide_values(stage=[stage(prompt=[prompt(), small, apart]), stage("b", prompt=[small])]))

    def asked(*situations: str) -> list[list[str]]:
        return [[one.ask for one in part.prompts] for part in guide.asked_of(situations)]

    assert asked() == [["Who noticed?"], []]
    assert asked("under-five") == [["Who noticed?", "Who sings?"], ["Who sings?"]]
    assert asked("under-five", "stuck", "unborn")[0] == ["Who noticed?", "Who sings?", "Both?"]
    whole = guide.stages[0].prompts
    assert whole[0].because == "It brings the child into the room."
    assert whole[2].because == (
        "It brings the child into the room. Asked because the child is under five and an action was moved twice, "
        "or is over four weeks past its date."
    )


@pytest.mark.parametrize("found", [["under-ten"], [5]])
def test_a_situation_that_nobody_knows_is_told_with_those_that_are(found: list[Any]) -> None:
    why, *place = fault_of(guide_values(stage=[stage(prompt=[prompt(), prompt(when=found)])]))

    assert why.startswith(f"“when” has “{found[0]}”, which is no situation here. Use “unborn”, “under-five”")
    assert place == [1, 2]


def test_a_stage_about_the_worker_alone_is_for_every_child_or_none() -> None:
    own = stage("how-you-are", "worker", prompt=[prompt(when=["stuck"])])
    why, *place = fault_of(guide_values(stage=[stage(), own]))

    assert (why.startswith("A stage about the worker alone is about no child."), place) == (True, [2, 0])


def test_what_goes_on_a_childs_record_is_asked_with_each_child() -> None:
    why, *place = fault_of(guide_values(stage=[stage(), stage("b", with_each_child=False)]))

    assert (why.startswith("What goes on a child’s record"), place) == (True, [2, 0])


def test_two_stages_of_one_code_would_share_their_words() -> None:
    found = guide_values(stage=[stage(), stage("b"), stage("day", "worker")])

    assert fault_of(found) == ("Two stages have the code “day”. Give each its own.", 3, 0)


def test_each_record_has_its_words() -> None:
    assert RECORDS.keys() == {CHILD, WORKER}


@given(values)
def test_whatever_a_file_holds_is_a_guide_or_a_fault(found: Any) -> None:
    check_read(found)


@given(st.data())
def test_a_guide_with_one_thing_put_in_another_things_place_is_a_guide_or_a_fault(data: st.DataObject) -> None:
    found = guide_values()
    place: Any = data.draw(st.sampled_from([found, found["stage"][1], found["stage"][2]["prompt"][0]]))
    place[data.draw(keys)] = data.draw(values)

    check_read(found)


def read_or_fault(found: Any) -> Guide | GuideFault:
    """Return the guide, or what is wrong with it; anything else that is raised fails the test."""
    try:
        return read_guide(found)
    except GuideFault as fault:
        return fault


def check_read(found: Any) -> None:
    """Read it: a guide that is taken can be used, a fault says why and where."""
    guide = read_or_fault(found)
    if isinstance(guide, GuideFault):
        assert guide.why.endswith(".")
        assert guide.stage >= 0
        assert not guide.prompt or guide.stage
        return
    assert guide.name
    assert guide.asked_with_each_child()
    assert {*guide.asked_with_each_child(), *guide.asked_once()} == set(guide.stages)
    assert all(one.with_each_child for one in guide.stages if one.record == CHILD)
    assert all(one.prompts and one.heading and "/" not in one.code for one in guide.stages)
    assert len({one.code for one in guide.stages}) == len(guide.stages)
