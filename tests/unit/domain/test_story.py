"""A child's story from the record alone, where little is known too."""

from dataclasses import replace

from supervision_app.domain.allocation import Allocation
from supervision_app.domain.story import Record, story
from tests.fakes.told import Device, agreed


def test_an_action_without_a_reason_or_a_date_is_told_all_the_same() -> None:
    device = Device()
    device.write(agreed())
    action = replace(device.action(), what="Ring", why="", due="")
    chapters = story(Record((), Allocation(), (), (action,), (), (), "2026-11-23"))

    assert [line.text for chapter in chapters for line in chapter.lines] == ["Ring."]
    assert [chapter.empty for chapter in chapters if not chapter.lines]
