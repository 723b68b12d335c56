"""Qt’s bindings lose no references to None: one version lost one for each call, until Python aborted."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

CALLS = 1_000


def test_calls_that_return_nothing_lose_no_reference_to_none(qapp: object) -> None:
    timer, label = QTimer(), QLabel()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        timer.stop()
        label.setText("a")

    assert abs(sys.getrefcount(None) - before) < CALLS // 10
    assert qapp is not None
