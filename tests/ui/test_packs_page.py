"""Two people carry the record between their vaults, each in their own window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supervision_app.services import following_up, taking_in
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import FakeCaseload, make_desk, observed, reading
from tests.fakes.pair import FILES
from tests.ui.pack_pages import card_of
from ui.packs.presenter import CONTACT, JOINS
from ui.packs.view import PacksPage
from ui.shared.asking import AtOnce

DUE = date(2026, 12, 1)


class Side:
    """One person at their page: whatever they are asked for, `chosen` is the answer."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.chosen = desk, ""
        self.page = PacksPage(AtOnce(desk), type(FILES), "9.9.9", self._choose, self._choose)
        qtbot.addWidget(self.page)
        self.page.show()

    def _choose(self, _over: object, _name: str) -> str:
        return self.chosen

    @property
    def said(self) -> str:
        """What the page says was done."""
        return self.page.done.text() if self.page.done.isVisible() else ""

    def looks_at(self, path: Path) -> str:
        """Choose a file; returns what is said of it."""
        self.chosen = str(path)
        self.page.arrived.choose.click()
        return self.page.arrived.said.text() if self.page.arrived.said.isVisible() else ""

    def adds(self, card: Path, who: str) -> None:
        """Add a card after comparing its words."""
        self.looks_at(card)
        self.page.arrived.who.choose(who)
        self.page.arrived.compared.box.setChecked(True)
        self.page.arrived.on.click()

    def sends(self, what: str, path: Path, children: str = "") -> None:
        """Make a pack for the first contact."""
        box = self.page.sending.what.box
        box.setCurrentIndex(box.findData(what))
        self.page.sending.children_.line.setText(children)
        self.chosen = str(path)
        self.page.sending.make.click()

    def takes(self, path: Path) -> Path:
        """Look at a pack and take it in; returns where the receipt is."""
        self.looks_at(path)
        self.page.arrived.on.click()
        return path.with_suffix(".screceipt")


@pytest.fixture
def moira(tmp_path: Path, qtbot: QtBot) -> Iterator[Side]:
    """Moira Khan at her page; Kai is Aoife Byrne's, with an action offered to her."""
    desk = make_desk(tmp_path)
    import_caseload(desk, FakeCaseload(reading([observed("K1", "Aoife Byrne", {"name": "Kai"})])), ToImport([]))
    following_up.agree(desk, ToAgree("K1", "Ring grandma", "Nobody asked", "Aoife", DUE))
    yield Side(desk, qtbot)
    desk.vault.close()


@pytest.fixture
def aoife(tmp_path: Path, qtbot: QtBot) -> Iterator[Side]:
    """Aoife Byrne at the page of her own vault."""
    desk = make_desk(tmp_path, name="Aoife Byrne", role="worker", folder="aoife")
    yield Side(desk, qtbot)
    desk.vault.close()


def cards_exchanged(moira: Side, aoife: Side, folder: Path) -> None:
    """Have both save their cards and add the other's."""
    for side, name in ((moira, "moira"), (aoife, "aoife")):
        side.chosen = str(folder / name)
        side.page.save.click()
    moira.adds(folder / "aoife.sccard", moira.desk.person("Aoife").id)
    aoife.adds(folder / "moira.sccard", CONTACT)


def test_an_action_goes_to_its_worker_and_comes_back_accepted(moira: Side, aoife: Side, tmp_path: Path) -> None:
    assert "Nobody’s card is here yet" in moira.page.sending.nobody.text()
    assert not moira.page.sending.make.isVisible()
    cards_exchanged(moira, aoife, tmp_path)
    assert "Moira Khan is a contact now" in aoife.said

    moira.sends("worker", tmp_path / "out")
    assert "1 open action, 1 child" in moira.said
    assert "no receipt yet" in moira.page.passed.text()
    said = aoife.looks_at(tmp_path / "out.scpack")
    assert "1 open action sent, 1 received" in said
    assert not aoife.desk.vault.views.actions()
    receipt = aoife.takes(tmp_path / "out.scpack")
    assert str(receipt) in aoife.said
    following_up.accept(aoife.desk, aoife.desk.vault.views.actions()[0].id)
    moira.looks_at(receipt)
    moira.page.arrived.on.click()
    assert moira.said.startswith("1 open action sent, 1 received.")
    assert "no receipt yet" not in moira.page.passed.text()

    aoife.sends("return", tmp_path / "back.scpack")
    moira.takes(tmp_path / "back.scpack")
    assert moira.desk.vault.views.actions()[0].holding == "accepted"


def test_a_card_is_added_only_once_its_words_were_compared(moira: Side, aoife: Side, tmp_path: Path) -> None:
    aoife.chosen = str(tmp_path / "aoife.sccard")
    aoife.page.save.click()
    moira.looks_at(tmp_path / "aoife.sccard")
    assert aoife.page.six.text() == moira.page.arrived.six.text()
    assert moira.page.arrived.who.value() == moira.desk.person("Aoife").id
    moira.page.arrived.on.click()
    assert "Compare the six words" in moira.page.arrived.compared.error.text()
    assert not moira.page.sending.make.isVisible()
    moira.page.arrived.compared.box.setChecked(True)
    moira.page.arrived.on.click()
    assert moira.page.sending.make.isVisible()
    assert "This card is here already." in moira.looks_at(tmp_path / "aoife.sccard")
    moira.adds(tmp_path / "aoife.sccard", CONTACT)
    assert "is here already" in moira.page.notice.words.text()


def test_a_pack_that_came_before_its_card_is_taken_in_with_the_card(moira: Side, aoife: Side, tmp_path: Path) -> None:
    aoife.chosen = str(tmp_path / "aoife.sccard")
    aoife.page.save.click()
    moira.adds(tmp_path / "aoife.sccard", moira.desk.person("Aoife").id)
    moira.sends("child", tmp_path / "kai.scpack", "K1")
    aoife.takes(tmp_path / "kai.scpack")
    assert "It waits beside the record, with 1 open action" in aoife.said
    assert "Add their card" in aoife.page.waiting.text()
    assert aoife.page.waiting.isVisible()

    moira.chosen = str(tmp_path / "moira.sccard")
    moira.page.save.click()
    aoife.adds(tmp_path / "moira.sccard", CONTACT)
    assert "What waited for this card was taken in." in aoife.said
    assert not aoife.page.waiting.isVisible()
    assert len(aoife.desk.vault.views.actions()) == 1


def test_the_next_manager_joins_and_gets_the_team_with_the_records_that_are_ticked(
    moira: Side, tmp_path: Path, qtbot: QtBot
) -> None:
    grace = Side(make_desk(tmp_path, name="Grace Oduya", folder="grace"), qtbot)
    for side, name in ((moira, "moira"), (grace, "grace")):
        side.chosen = str(tmp_path / name)
        side.page.save.click()
    moira.adds(tmp_path / "grace.sccard", JOINS)
    grace.adds(tmp_path / "moira.sccard", CONTACT)
    assert "Grace Oduya" in {one.person.name for one in moira.desk.vault.views.members()}
    moira.sends("team", tmp_path / "team.scpack")
    assert not moira.page.sending.children_.isVisible()
    grace.takes(tmp_path / "team.scpack")
    assert len(grace.desk.vault.views.actions()) == 1
    grace.desk.vault.close()


@pytest.mark.parametrize("name", ["nowhere.scpack", "empty.scpack"])
def test_a_file_that_is_none_of_ours_is_said(moira: Side, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty.scpack").write_bytes(b"")
    assert moira.looks_at(tmp_path / name) == ""
    assert moira.page.notice.isVisible()
    assert not moira.page.arrived.on.isVisible()
    assert not moira.page.state.isVisible()


def test_nobody_chooses_a_file_and_nothing_happens(moira: Side, tmp_path: Path) -> None:
    moira.looks_at(card_of(tmp_path, "Grace Oduya", "manager"))
    moira.adds(tmp_path / "Grace Oduya.sccard", CONTACT)
    moira.chosen = ""
    moira.page.save.click()
    moira.page.arrived.choose.click()
    moira.sends("child", Path(), "")
    assert "Type the ids of the children" in moira.page.sending.children_.error.text()
    moira.page.sending.children_.line.setText("K1")
    moira.chosen = ""
    moira.page.sending.make.click()
    moira.sends("child", tmp_path / "x.scpack", "K9")
    assert "No child with the id K9" in moira.page.notice.words.text()
    assert not (tmp_path / "x.scpack").exists()


def test_ones_own_card_is_not_added(moira: Side, tmp_path: Path) -> None:
    moira.chosen = str(tmp_path / "moira.sccard")
    moira.page.save.click()
    assert "It is your own card" in moira.looks_at(tmp_path / "moira.sccard")
    assert not moira.page.arrived.on.isVisible()


def test_a_receipt_cannot_be_written_and_nothing_was_taken(moira: Side, aoife: Side, tmp_path: Path) -> None:
    cards_exchanged(moira, aoife, tmp_path)
    moira.sends("worker", tmp_path / "out.scpack")
    (tmp_path / "out.screceipt").mkdir()
    aoife.takes(tmp_path / "out.scpack")
    assert "cannot be written" in aoife.page.notice.words.text()
    assert not aoife.desk.vault.views.actions()
    assert taking_in.waiting_words(aoife.desk) == ()
