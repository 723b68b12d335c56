"""Quick unlock with a real Secret Service, in a session and a home folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

SCRIPT = Path(__file__).with_name("secret_service.py")
SESSION = (
    'printf %s "a made-up password" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'
)


@pytest.mark.keyring
def test_a_pin_is_kept_used_and_forgotten_by_a_real_key_store(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    inside = [sys.executable, str(SCRIPT), str(tmp_path / "vault")]
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", SESSION, "sh", *inside],
        env={**kept, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    seen = dict(line.split(": ", 1) for line in done.stdout.splitlines())

    assert done.returncode == 0, done.stderr
    assert seen == {
        "back end": "keyring.backends.SecretService",
        "before": "WaysIn(seconds=0, pin=False, pin_offered=True, why='')",
        "short": "True",
        "after": "WaysIn(seconds=0, pin=True, pin_offered=True, why='')",
        "right": "opened",
        "wrong": "WrongSecret That PIN is not right. 2 tries are left; after that, the passphrase is asked.",
        "cut": "PinGone The PIN’s record in the key store is damaged, so it opens nothing. Use the passphrase.",
        "left": "None",
        "gone": "This computer has forgotten the PIN. Your records are safe: use the passphrase.",
        "changed": "None",
        "locked": "The key store of this computer is locked and was not unlocked. "
        "Your records are safe: use the passphrase.",
    }
