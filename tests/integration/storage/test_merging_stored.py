"""Fifty histories of several devices on real SQLCipher: their tables come out the same, and as they do when rebuilt."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from sqlalchemy import select

from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.storage import projected
from supervision_app.adapters.storage.projecting import table_of
from supervision_app.domain.people import Person
from supervision_app.services.desk import Desk
from tests.fakes.desks import StandingClock, make_desk
from tests.fakes.replicas import CHILDREN, Merging


class MergingStored(Merging):
    """Devices with a vault each."""

    def __init__(self) -> None:
        super().__init__(self._vault)
        self.base = Path(tempfile.mkdtemp())
        self.made: list[Desk] = []

    def _vault(self, person: Person, number: int, day: date) -> Desk:
        where = f"{number}-{len(self.made)}"
        desk = make_desk(self.base, name=person.name, role=person.role, folder=where, clock=StandingClock(day))
        self.made.append(desk)
        return desk

    def told(self, desk: Desk) -> object:
        """Return every projected row on a child, after holding that building them again changes nothing."""
        assert desk.vault.check().problems == ()
        vault: Any = desk.vault
        assert isinstance(vault, OpenVault)
        found: list[Any] = []
        with vault._database.reading() as connection:  # noqa: SLF001 - the tables themselves are what is compared
            for model in projected.ALL:
                table = table_of(model)
                rows = select(table).where(table.c.stream.in_(CHILDREN)).order_by(*table.primary_key.columns)
                found.append([tuple(row) for row in connection.execute(rows)])
        return found

    def teardown(self) -> None:
        """Exchange everything, and close the vaults."""
        try:
            super().teardown()
        finally:
            for desk in self.made:
                desk.vault.close()
            shutil.rmtree(self.base)


TestMergingStored = MergingStored.TestCase
TestMergingStored.settings = settings(
    max_examples=50,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
