"""A disagreement on a discussion, on the command line."""

from pathlib import Path

from supervision_app import bootstrap
from supervision_app.domain.discussions import Said
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.system.conftest import PASSPHRASE, Vaults, load, table


def test_each_says_it_and_whoever_it_is_taken_to_settles_it(vaults: Vaults, tmp_path: Path) -> None:
    program = vaults()
    load(program, table(tmp_path / "team.csv", "Child ID,Worker", "R1,Dana Hughes"))
    program.done("people", "add", "Jo Whitfield", "--role", "senior")
    with bootstrap.open_vault(program.vault, PASSPHRASE) as desk:
        wanted = ToRecord("R1", desk.today(), parts=(Said("The day", "Well"),), decision="Move", reasons="He asked")
        talk = record_discussion(desk, wanted).discussion
    assert program.data("child", "R1")["discussions"][0]["disagreement"] is None

    said = program.done("disagreement", "say", talk, "--text", "He is not ready", "--as", "Dana")
    assert said.startswith("Dana Hughes sees it differently, ")
    assert program.refused(4, "disagreement", "settle", "ffffffff", "--text", "x").startswith(
        "No discussion has the id"
    )
    program.done("disagreement", "escalate", talk[:8], "--to", "Jo", "--why", "We cannot agree")
    assert program.refused(4, "disagreement", "settle", talk, "--text", "I decide").startswith("It was taken to Jo")
    data = program.data("disagreement", "settle", talk, "--text", "Ask the aunt", "--as", "Jo")

    assert data["discussion"] == talk
    assert set(data["disagreement"]) == {"open", "views", "escalated", "settled"}
    assert not data["disagreement"]["open"]
    assert program.data("child", "R1")["discussions"][0]["disagreement"] == data["disagreement"]
