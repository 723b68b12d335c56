"""A thousand histories of several devices in memory: whatever order they meet in, no action is lost or closed."""

from hypothesis import HealthCheck, settings

from supervision_app.services.desk import Desk
from tests.fakes.memory_vault import MemoryDesk, projected
from tests.fakes.replicas import Merging, entries_of


class MergingInMemory(Merging):
    """Devices in memory."""

    def __init__(self) -> None:
        super().__init__(MemoryDesk)

    def told(self, desk: Desk) -> object:
        """Return every projected row."""
        return projected(entries_of(desk))


TestMergingInMemory = MergingInMemory.TestCase
TestMergingInMemory.settings = settings(
    max_examples=1_000, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
