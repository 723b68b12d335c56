"""Words on a child for whoever comes next, on the command line."""

from pathlib import Path

from tests.system.conftest import Vaults, load, table


def test_words_are_left_and_it_is_listed_where_they_are_not(vaults: Vaults, tmp_path: Path) -> None:
    program = vaults()
    rows = ("id,name,worker", "CH1,Kai,Dana Hughes", "CH2,Ava,Dana Hughes")
    load(program, table(tmp_path / "children.csv", *rows))
    program.agree("CH1", "Dana Hughes")
    said = program.done("hand-over", "CH1", "--told", "Kai is afraid of buses", "--as", "Dana Hughes")
    assert said == "Kept on the record of CH1: whoever comes next reads it first."
    assert set(program.data("hand-over", "CH1", "--trusts", "His aunt")) == {"child", "handover"}

    kai, ava = program.done("handovers", "Dana").splitlines()
    assert kai.startswith("Kai: 1 open action; words left on ")
    assert ava == "Ava: 0 open actions; no words left yet"
    assert [one["said_on"] is None for one in program.data("handovers", "Dana")] == [False, True]
    assert program.done("handovers", "Moira") == "Nobody’s children are to be handed over."
    assert "Say at least one thing" in program.refused(4, "hand-over", "CH1")
