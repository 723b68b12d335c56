"""People with a vault each, and the folder in which files pass between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision_app.services.desk import Desk
from tests.fakes.desks import make_desk
from tests.fakes.pair import Road


@pytest.fixture
def road(tmp_path: Path) -> Road:
    """The folder in which files are handed over."""
    return Road(tmp_path)


@pytest.fixture
def aoife(tmp_path: Path) -> Iterator[Desk]:
    """Aoife Byrne's own vault, in which nothing is."""
    made = make_desk(tmp_path, name="Aoife Byrne", role="worker", folder="aoife")
    yield made
    made.vault.close()


@pytest.fixture
def grace(tmp_path: Path) -> Iterator[Desk]:
    """The vault of Grace Oduya, who manages too."""
    made = make_desk(tmp_path, name="Grace Oduya", folder="grace")
    yield made
    made.vault.close()
