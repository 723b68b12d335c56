"""A session with each guide that ships; and two different children, of whom different things are asked."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from supervision_app.adapters.guides import read_guides
from supervision_app.domain.guides import WORKER, Guide
from supervision_app.services import knowing, reading, sealing, sessions
from supervision_app.services.desk import Desk
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import FakeCaseload, observed
from tests.fakes.desks import reading as file_of
from tests.ui.in_session import child_step, in_depth, page_of, stream, type_in, words_of
from ui.session.shown import OWN
from ui.session.steps import CheckStep

SHIPPED = read_guides(None).guides


@pytest.mark.parametrize("guide", SHIPPED, ids=lambda guide: guide.name)
def test_a_session_with_each_guide_is_held_and_sealed(guide: Guide, desk: Desk, qtbot: QtBot) -> None:
    draft = sessions.begin(desk, "Aoife Byrne", desk.today(), guide.name)
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    for stage in guide.asked_with_each_child():
        kind = "stirs" if stage.record == WORKER else "said"
        type_in(page, f"{kind}/{stage.code}/{kai}", f"On {stage.code}.")
    for _ in range(2):
        next(one for one in child_step(page).cards.values() if one.states).same.click()
    page.steps.box.setCurrentIndex(page.steps.box.findData(OWN))
    for stage in guide.asked_once():
        type_in(page, f"own/{stage.code}", f"On {stage.code}.")
    page.next.click()
    assert isinstance(page.step, CheckStep)
    page.step.seen.buttons["seen"].setChecked(True)
    page.step.seal.click()

    headings = {stage.heading: f"On {stage.code}." for stage in guide.stages}
    [talk] = reading.child_page(desk, "K1").discussions
    [own] = sealing.own_record(desk, "Aoife Byrne")
    on_file = [(part.heading, part.text) for part in talk.parts[:-1]]
    assert on_file == [(one.heading, headings[one.heading]) for one in guide.stages if one.record != WORKER]
    assert {part.heading: part.text for part in own.parts} == {
        one.heading: headings[one.heading] for one in guide.stages if one.record == WORKER
    }


def test_two_different_children_are_asked_about_differently(desk: Desk, qtbot: QtBot) -> None:
    day = desk.today()
    in_care = {"care_started": (day - timedelta(days=200)).isoformat()}
    small = {**in_care, "born": (day - timedelta(days=900)).isoformat(), "placement": "U3"}
    grown = {"born": (day - timedelta(days=365 * 15)).isoformat()}
    rows = [observed("K1", facts=small), observed("K4", facts=grown, row=3)]
    import_caseload(desk, FakeCaseload(file_of(rows, day)), ToImport([]))
    knowing.name_child(desk, "K4", "Lee")
    draft = sessions.begin(desk, "Aoife Byrne", day)
    streams = [stream(desk, draft), sessions.open_session(desk, draft).children[1].stream]
    sessions.keep(desk, draft, {f"depth/{one}": "in-depth" for one in streams})
    page = page_of(desk, draft, qtbot)
    asked = {}
    for one in streams:
        page.steps.box.setCurrentIndex(page.steps.box.findData(one))
        asked[page.step.accessibleName()] = words_of(page)
    kai, lee = asked["Kai (K1)"], asked["Lee (K4)"]

    for said in ("crying, sleeping and eating", "What does looking after this child cost this relative"):
        assert said in kai
        assert said not in lee
    for said in ("Where are they when nobody has planned anything", "What would the parents say we are there for"):
        assert said in lee
        assert said not in kai
