"""Guides as files: the shipped one, a council's own, and each mistake told with its line."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision_app.adapters.guides import read_guides
from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.guides import WORKER, Guide
from supervision_app.domain.situations import SITUATIONS
from tests.fakes.guides import GUIDE_FILE

SHIPPED = ["Supervision cycle", "Looking back at one moment", "Three columns", "Ten minutes", "Group supervision"]


def written(folder: Path, text: str | bytes, name: str = "ours.toml") -> Path:
    """Return the folder with one guide of a council's own in it."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def fault_of(folder: Path, text: str | bytes) -> str:
    """Return what is told of a guide with a mistake; those that ship are offered all the same."""
    found = read_guides(written(folder, text))
    assert [guide.name for guide in found.guides] == SHIPPED
    [sentence] = found.faults
    begins, ends = "The guide “ours.toml” is not offered: ", " Put it right, and lock and unlock."
    assert sentence.startswith(begins)
    assert sentence.endswith(ends)
    return sentence.removeprefix(begins).removesuffix(ends)


def test_the_guides_that_ship_have_no_mistake() -> None:
    found = read_guides(None)

    assert ([guide.name for guide in found.guides], found.faults) == (SHIPPED, ())
    assert [stage.code for stage in found.guides[0].asked_once()] == ["how-you-are", "workload", "support"]
    for guide in found.guides:
        assert [stage.code for stage in guide.asked_with_each_child() if stage.record == WORKER] == ["stirs"]
        for stage in guide.stages:
            assert 1 <= len([prompt for prompt in stage.prompts if not prompt.when]) <= 4


def test_a_hundred_and_twenty_prompts_are_there_and_every_situation_has_one() -> None:
    prompts = [prompt for guide in read_guides(None).guides for stage in guide.stages for prompt in stage.prompts]

    assert len({prompt.ask for prompt in prompts}) == len(prompts)
    assert len(prompts) >= 120
    assert {code for prompt in prompts for code in prompt.when} == set(SITUATIONS)


@pytest.mark.parametrize("guide", read_guides(None).guides, ids=lambda guide: guide.name)
def test_a_guide_that_ships_asks_and_neither_scores_nor_judges(guide: Guide) -> None:
    said = [text for stage in guide.stages for prompt in stage.prompts for text in (prompt.ask, prompt.why)]
    words = " ".join([guide.name, guide.about, *(stage.heading for stage in guide.stages), *said]).lower()

    assert all(prompt.ask.endswith("?") for stage in guide.stages for prompt in stage.prompts)
    assert all(prompt.why.endswith(".") for stage in guide.stages for prompt in stage.prompts)
    for word in ("score", "rate ", "scale", "performance", "target", "failing", "out of ten", "grade", "compliance"):
        assert word not in words


def test_a_councils_own_come_after_those_that_ship_by_their_files_names(tmp_path: Path) -> None:
    written(tmp_path, GUIDE_FILE.replace('"Ours"', '"Zebra"'), "a.toml")
    written(tmp_path, GUIDE_FILE, "b.toml")
    written(tmp_path, "not a guide", "notes.txt")

    found = read_guides(tmp_path)
    assert ([guide.name for guide in found.guides], found.faults) == ([*SHIPPED, "Zebra", "Ours"], ())
    assert [stage.code for stage in found.guides[-1].stages] == ["day", "stirs"]
    assert ShippedReference(tmp_path).guides() == found


def test_a_folder_that_is_not_there_holds_no_guides(tmp_path: Path) -> None:
    assert read_guides(tmp_path / "none") == read_guides(None)
    assert read_guides(written(tmp_path, GUIDE_FILE) / "ours.toml") == read_guides(None)


@pytest.mark.parametrize(
    ("was", "now", "line", "sentence"),
    [
        ('about = "Shorter than the other."', "", 1, "The guide lacks “about”."),
        (
            'about = "Shorter than the other."',
            "about = 5",
            1,
            "“about” of the guide has to be text in quotation marks.",
        ),
        ('heading = "What it stirs up"', "", 18, "A stage lacks “heading”."),
        ('record = "worker"', 'record = "file"', 18, "“record” is “file”. Use “child” or “worker”."),
        ('code = "stirs"', 'code = "day"', 18, "Two stages have the code “day”. Give each its own."),
        ("with_each_child = true", "with_each_child = 1", 18, "“with_each_child” of a stage has to be true or false."),
        ('ask = "Who noticed?"', 'ask = ""', 10, "“ask” of a prompt is empty."),
        ('why = "So does that."', "", 14, "A prompt lacks “why”."),
        (
            'why = "It shapes what we see."',
            'because = "x"\nwhy = "y"',
            24,
            "A prompt has “because”, which means nothing",
        ),
        ('code = "day"', 'code = "day', 6, "Illegal character"),
        ('heading = "The day"', 'heading "The day"', 7, "Expected '=' after a key in a key/value pair."),
        ('why = "It shapes what we see."', 'why = """It shapes', 27, "Unterminated string."),
        ('record = "child"', 'code = "again"', 8, "Cannot overwrite a value."),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path: Path, was: str, now: str, line: int, sentence: str) -> None:
    assert GUIDE_FILE.count(was) == 1

    assert fault_of(tmp_path, GUIDE_FILE.replace(was, now)).startswith(f"line {line}: {sentence}")


def test_a_file_as_a_windows_editor_saves_it_is_read_and_its_lines_counted(tmp_path: Path) -> None:
    saved = ("\ufeff" + GUIDE_FILE).replace("\n", "\r\n").encode()

    found = read_guides(written(tmp_path, saved))
    assert ([guide.name for guide in found.guides], found.faults) == ([*SHIPPED, "Ours"], ())
    wrong = saved.replace(b'ask = "Who else?"', b'ask = ""')
    assert fault_of(tmp_path, wrong) == "line 14: “ask” of a prompt is empty."
    broken = saved.replace(b'code = "stirs"', b"code = ?")
    assert fault_of(tmp_path, broken) == "line 19: Invalid value."


def test_a_file_in_another_encoding_says_where_it_is_seen(tmp_path: Path) -> None:
    text = GUIDE_FILE.replace("Who else?", "Who’s else?").encode("cp1252")

    assert fault_of(tmp_path, text) == "line 15: a letter is not in UTF-8. Save the file as UTF-8."
    assert fault_of(tmp_path, "\ufeffname".encode("utf-16")).startswith("line 1: a letter is not in UTF-8")


def test_an_empty_file_lacks_everything(tmp_path: Path) -> None:
    assert fault_of(tmp_path, "") == "line 1: The guide lacks “about”."
    assert fault_of(tmp_path, "\ufeff\n# nothing\n") == "line 1: The guide lacks “about”."


def test_a_folder_named_as_a_guide_is_told_and_nothing_else_is_lost(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()

    found = read_guides(written(tmp_path, GUIDE_FILE))
    assert [guide.name for guide in found.guides] == [*SHIPPED, "Ours"]
    [sentence] = found.faults
    assert sentence.startswith("The guide “a.toml” is not offered: it cannot be read (")


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    most = GUIDE_FILE + "#" * (1_000_000 - len(GUIDE_FILE.encode()))

    assert fault_of(tmp_path, most + "#") == "it is larger than a guide may be, 1,000,000 bytes."
    assert read_guides(written(tmp_path, most)).faults == ()


@pytest.mark.parametrize("text", ["a = " + "[" * 5_000, "a = " + "{b=" * 5_000, "a = " + "9" * 5_000])
def test_what_no_reader_gets_to_the_end_of_is_refused(tmp_path: Path, text: str) -> None:
    assert fault_of(tmp_path, text).startswith("it nests too deeply, or holds a number that is too long")


def test_two_guides_of_one_name_could_not_be_told_apart(tmp_path: Path) -> None:
    sentence = "another guide is called “Supervision cycle” already. Give it a name of its own."

    assert fault_of(tmp_path, GUIDE_FILE.replace('"Ours"', '" Supervision cycle"')) == sentence


@pytest.mark.parametrize(
    "about",
    [
        'about = "x" # [[stage]]\n#\n# [[stage]]\n#',
        'about = """\n[[stage]]\n[[stage.prompt]] \\""" [[stage]]\n"""',
        "about = '''\n[[stage]]\n  [[stage]]\n'''",
        'about = """\n[[stage]] # """\n\n#',
        "about = \"x # '''\"\n#\n#\n#",
    ],
)
def test_a_stage_that_is_only_talked_of_is_not_counted(tmp_path: Path, about: str) -> None:
    text = GUIDE_FILE.replace('about = "Shorter than the other."', about).replace('ask = "Who else?"', 'ask = ""')

    assert fault_of(tmp_path, text) == "line 17: “ask” of a prompt is empty."


def test_a_stage_without_a_line_of_its_own_is_told_by_its_number(tmp_path: Path) -> None:
    prompts = 'prompt = [{ask = "Who?", why = "So."}, {ask = "", why = "So."}]'
    stage = f'{{code = "day", heading = "x", record = "child", {prompts}}}'
    inline = f'name = "Ours"\nabout = "x"\nstage = [{stage}, {{code = "b"}}]\n'

    assert fault_of(tmp_path, inline) == "stage 1, prompt 2: “ask” of a prompt is empty."
    assert fault_of(tmp_path, inline.replace('ask = ""', 'ask = "x"')) == "stage 2: A stage lacks “heading”."


def test_a_prompt_without_a_line_of_its_own_is_told_by_the_line_of_its_stage(tmp_path: Path) -> None:
    before, _, _ = GUIDE_FILE.partition("\n[[stage.prompt]]")
    text = before + 'prompt = [{ask = "Who?", why = "So."}, {ask = "", why = "So."}]\n'

    assert fault_of(tmp_path, text) == "line 5: “ask” of a prompt is empty."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(GUIDE_FILE)), gone=st.integers(0, 40), put=st.text(max_size=8) | st.just("\n[[stage]]\n"))
def test_whatever_is_done_to_a_file_it_is_offered_or_told(tmp_path: Path, at: int, gone: int, put: str) -> None:
    text = GUIDE_FILE[:at] + put + GUIDE_FILE[at + gone :]

    found = read_guides(written(tmp_path, text.encode("utf-8", "surrogatepass")))
    assert len(found.guides) + len(found.faults) == len(SHIPPED) + 1
    assert [guide.name for guide in found.guides][: len(SHIPPED)] == SHIPPED


def test_a_council_can_begin_with_a_copy_of_the_guide_that_ships(tmp_path: Path) -> None:
    text = (files("resources") / "guides" / "1-supervision-cycle.toml").read_text(encoding="utf-8")
    written(tmp_path, text.replace('"Supervision cycle"', '"Our cycle"'))

    found = read_guides(tmp_path)
    assert [guide.name for guide in found.guides] == [*SHIPPED, "Our cycle"]
    assert found.guides[0].stages == found.guides[-1].stages
    assert tomllib.loads(text)["name"] == SHIPPED[0]
