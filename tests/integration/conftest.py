"""Vaults on real SQLCipher for the tests of services and storage."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.desk import Desk
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import FakeCaseload, make_desk, observed, reading
from tests.fakes.sealed_vaults import Made, make_sealed


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Moira Khan's vault, empty but for her."""
    made = make_desk(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def team(desk: Desk) -> Desk:
    """Moira Khan's vault with three children: Kai and Mia are Aoife Byrne's, Leo is Ben Okafor's."""
    children = [
        observed("K1", "Aoife Byrne", {"name": "Kai", "born": "2014-03-02", "care_started": "2026-06-01"}, row=2),
        observed("M1", "Aoife Byrne", {"name": "Mia", "born": "2016-07-09"}, row=3),
        observed("L1", "Ben Okafor", {"name": "Leo", "born": "2012-01-20"}, row=4),
    ]
    import_caseload(desk, FakeCaseload(reading(children)), ToImport([]))
    return desk


@pytest.fixture(scope="module", autouse=True)
def umask() -> Iterator[None]:
    """Put back what opening a vault sets for the whole process."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A vault that was made once; each test works on a copy."""
    return make_sealed(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(made: Made, tmp_path: Path) -> Path:
    """A copy of the vault."""
    shutil.copytree(made.state, tmp_path / "state")
    return Path(shutil.copytree(made.folder, tmp_path / "vault"))


@pytest.fixture
def folders(folder: Path) -> VaultFolders:
    """The door to vaults, with the head file of the copy."""
    return VaultFolders(folder.parent / "state")
