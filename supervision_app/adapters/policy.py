"""What a council decides for all its computers: a file that its IT installs, and this program only reads."""

import json
import os
import sys
import tomllib
from pathlib import Path

from supervision_app.adapters.keys.organisation import Council, check_recipient
from supervision_app.services.errors import WrongUse

NAME = "policy.toml"
_TABLE = "organisation_key"
_FOLDERS = {
    "win32": Path("C:/ProgramData/supervision-companion"),
    "darwin": Path("/Library/Application Support/supervision-companion"),
    "linux": Path("/etc/supervision-companion"),
}
_OTHERS_WRITE = 0o022


def policy_folder() -> Path:
    """Return the folder for all users of this computer in which the file is.

    It is the same whatever the environment says: else whoever starts the program would choose whose key opens vaults.
    """
    return _FOLDERS.get(sys.platform, _FOLDERS["linux"])


def read_policy(folder: Path | None = None) -> Council | None:
    """Return whose key has to open every vault on this computer; None where no policy is installed.

    Raises WrongUse where the file is there and cannot be read, says something else, or others than its owner may write.
    """
    path = (folder or policy_folder()) / NAME
    try:
        if not os.path.lexists(path):
            return None
        if os.name == "posix" and path.stat().st_mode & _OTHERS_WRITE:
            raise WrongUse(_cannot(path, "others than its owner may write it"))
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise WrongUse(_cannot(path, f"it cannot be read ({fault})")) from fault
    table = found.get(_TABLE)
    if not isinstance(table, dict) or not all(isinstance(table.get(name), str) for name in ("name", "recipient")):
        raise WrongUse(_cannot(path, f"it needs a table [{_TABLE}] with name and recipient, both in quotation marks"))
    if not table["name"].strip():
        raise WrongUse(_cannot(path, "the name is empty"))
    try:
        return Council(table["name"].strip(), check_recipient(table["recipient"].strip()))
    except WrongUse as refusal:
        raise WrongUse(_cannot(path, str(refusal))) from refusal


def policy_text(council: Council) -> str:
    """Return the content of the file."""
    return (
        "# Supervision Companion: this council’s key opens every vault on this computer.\n"
        f"[{_TABLE}]\n"
        f"name = {json.dumps(council.name, ensure_ascii=False)}\n"  # what JSON escapes, TOML reads
        f"recipient = {json.dumps(council.recipient)}\n"
    )


def _cannot(path: Path, why: str) -> str:
    return f"The policy of your council in {path} is not used: {why}. Ask your IT to put it right."
