"""That a summary left, and that it is on the child's file."""

from dataclasses import replace
from datetime import date

import pytest

from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.exports import CONFIRMED, RECORDED, Export, confirm_export, read_export, record_export
from tests.fakes.told import KAI, KHAN, OKORO, Device

WRITTEN = date(2026, 11, 16)
EXPORT = Export(
    id="e-1",
    number=2,
    written_at="2026-11-16T16:00:00+00:00",
    by=KHAN,
    formats=("pdf", "txt"),
    upto={"ab12": 7},
    left=("p-aoife",),
    managers=(KHAN, OKORO),
    version="0.1.0",
    digest="00ff",
)


def test_an_export_is_recorded_with_all_that_makes_it_again() -> None:
    assert record_export(KAI, EXPORT, on=WRITTEN) == NewEntry(
        KAI,
        "e-1",
        RECORDED,
        WRITTEN,
        {
            "number": 2,
            "written_at": "2026-11-16T16:00:00+00:00",
            "formats": ["pdf", "txt"],
            "upto": {"ab12": 7},
            "left": ["p-aoife"],
            "managers": [KHAN.as_payload(), OKORO.as_payload()],
            "version": "0.1.0",
            "digest": "00ff",
        },
    )


def test_an_export_reads_as_it_was_recorded() -> None:
    device = Device()
    device.write(record_export(KAI, EXPORT, on=WRITTEN), by=KHAN)

    assert read_export(device.told("e-1")) == EXPORT


def test_a_confirmed_export_tells_when_and_under_which_reference() -> None:
    device = Device()
    device.write(record_export(KAI, EXPORT, on=WRITTEN), by=KHAN)
    confirmed = confirm_export(EXPORT, KAI, " DOC-4711 ", confirmed_on=date(2026, 11, 17), today=date(2026, 11, 18))
    device.write(confirmed, by=KHAN)

    assert confirmed == NewEntry(KAI, "e-1", CONFIRMED, date(2026, 11, 17), {"reference": "DOC-4711"})
    assert read_export(device.told("e-1")) == replace(EXPORT, confirmed_on="2026-11-17", reference="DOC-4711")


def test_an_export_is_confirmed_today() -> None:
    assert confirm_export(EXPORT, KAI, "DOC-1", confirmed_on=WRITTEN, today=WRITTEN).happened_on == WRITTEN


def test_an_export_is_not_confirmed_for_tomorrow() -> None:
    with pytest.raises(InputRefused, match="That date has not come yet"):
        confirm_export(EXPORT, KAI, "DOC-1", confirmed_on=date(2026, 11, 17), today=WRITTEN)


def test_an_export_is_not_on_file_before_it_was_written() -> None:
    with pytest.raises(InputRefused, match="was not on file before then"):
        confirm_export(EXPORT, KAI, "DOC-1", confirmed_on=date(2026, 11, 15), today=WRITTEN)


def test_a_confirmation_without_a_reference_is_refused() -> None:
    with pytest.raises(InputRefused, match="The case system’s reference is needed"):
        confirm_export(EXPORT, KAI, " ", confirmed_on=WRITTEN, today=WRITTEN)


def test_a_confirmation_without_its_export_tells_of_nothing() -> None:
    device = Device()
    device.write(confirm_export(EXPORT, KAI, "DOC-1", confirmed_on=WRITTEN, today=WRITTEN))

    assert read_export(device.told("e-1")) is None


def test_a_withheld_confirmation_confirms_nothing() -> None:
    device = Device()
    device.write(record_export(KAI, EXPORT, on=WRITTEN), by=KHAN)
    device.withhold(device.write(confirm_export(EXPORT, KAI, "DOC-1", confirmed_on=WRITTEN, today=WRITTEN)))

    assert read_export(device.told("e-1")) == EXPORT


def test_a_withheld_export_is_not_told() -> None:
    device = Device()
    device.withhold(device.write(record_export(KAI, EXPORT, on=WRITTEN)))

    assert read_export(device.told("e-1")) is None
