"""The program as its users run it: commands in, sentences and documents out, on vaults with real encryption."""

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from supervision_app.adapters.keys import slots
from supervision_app.cli.app import run

PASSPHRASE = "quiet otters carry seven lanterns"
SCRIPT = Path(sys.executable).with_name("supervision-app")
_LIMITED = (
    "import resource, sys; from supervision_app.cli.app import run; "
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); sys.exit(run(sys.argv[2:]))"
)


@dataclass(frozen=True)
class Answer:
    """What a command came to: its exit code, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


def in_process(*words: object) -> Answer:
    """Run a command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run([str(word) for word in words])
    return Answer(code, *(_said(stream) for stream in (out, err)))


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written: io.BytesIO = stream.buffer  # type: ignore[assignment]
    return written.getvalue().decode("utf-8")


def in_a_process(
    command: Sequence[str | Path],
    *words: object,
    stdin: bytes = b"",
    environment: Mapping[str, str] = MappingProxyType({}),
    limited: bool = False,
) -> Answer:
    """Run a command in a process of its own."""
    # A process that may write only little has no room for a record of what it ran.
    kept = {name: value for name, value in os.environ.items() if not (limited and name.startswith("COVERAGE_"))}
    done = subprocess.run(
        [*command, *(word if isinstance(word, bytes) else str(word) for word in words)],
        input=stdin, capture_output=True, check=False, env={**kept, **environment}, timeout=60,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def fingerprint(folder: Path) -> dict[str, str]:
    """Return the files of a folder with their digests; a vault's lock holds nothing and is left out."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock"]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@dataclass(frozen=True)
class Program:
    """The command line with the options of one vault."""

    vault: Path
    passphrase_file: Path
    made: Any = field(repr=False)

    @property
    def options(self) -> tuple[object, ...]:
        """The options that open the vault."""
        return ("--vault", self.vault, "--passphrase-file", self.passphrase_file)

    def __call__(self, *words: object) -> Answer:
        """Run a command on the vault, whatever comes of it."""
        return in_process(*words, *self.options)

    def done(self, *words: object) -> str:
        """Run a command that has to be done without a word on standard error, and return what it says."""
        answer = self(*words)
        assert (answer.code, answer.err) == (0, "")
        return answer.out.removesuffix("\n")

    def data(self, *words: object) -> Any:
        """Run a command that has to be done, and return its JSON document."""
        return json.loads(self.done(*words, "--json"))

    def refused(self, code: int, *words: object) -> str:
        """Run a command that has to be refused: one line on standard error, and not a byte of the vault changed."""
        before = fingerprint(self.vault)
        answer = self(*words)
        assert (answer.code, answer.out) == (code, "")
        assert answer.err.count("\n") == 1
        assert fingerprint(self.vault) == before
        return answer.err.strip()

    def script(self, *words: object, environment: Mapping[str, str] = MappingProxyType({})) -> Answer:
        """Run the installed script on the vault."""
        return in_a_process([SCRIPT], *words, *self.options, environment=environment)

    def limited(self, largest: int, *words: object) -> Answer:
        """Run a command in a process that cannot write files larger than this many bytes, as on a full disk."""
        return in_a_process([sys.executable, "-c", _LIMITED, str(largest)], *words, *self.options, limited=True)

    def agree(
        self,
        child: str,
        owner: str,
        what: str = "Ring the grandmother",
        *words: object,
        why: str = "Nobody in the family has been asked",
        due: object = None,
    ) -> str:
        """Agree an action, due in a fortnight unless told otherwise, and return its id."""
        always = ("--due", due or day(14), "--why", why)
        answer = self("agree", child, "--text", what, "--owner", owner, *always, *words)
        assert (answer.code, answer.err.partition(" ")[0]) == (0, "By")
        return answer.out.removesuffix("\n")

    def action(self, action: str) -> Any:
        """Return one action as plain values."""
        return next(one for one in self.data("actions") if one["id"] == action)


Vaults = Callable[[], Program]


@pytest.fixture(scope="session")
def passphrase_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds the passphrase of every vault here."""
    path = tmp_path_factory.mktemp("secret") / "passphrase.txt"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def vaults(tmp_path_factory: pytest.TempPathFactory, passphrase_file: Path) -> Vaults:
    """Vaults whose passphrase costs the least that the program accepts: hundreds of commands open them."""

    def make() -> Program:
        folder = tmp_path_factory.mktemp("system") / "vault"
        who = ("--name", "Moira Khan", "--team", "North Team", "--authority", "Demonshire")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(slots, "MEMORY_KIB", 64 * 1024)
            always = ("--vault", folder, "--passphrase-file", passphrase_file, "--json")
            answer = in_process("vault", "create", *who, *always)
        assert (answer.code, answer.err) == (0, "")
        return Program(folder, passphrase_file, answer.data)

    return make


@pytest.fixture(scope="session")
def stretched() -> dict[object, bytes]:
    """What passphrases came to when they were stretched, by slot and passphrase."""
    return {}


@pytest.fixture(scope="module", autouse=True)
def stretch_once(stretched: dict[object, bytes]) -> Iterator[None]:
    """Stretch a passphrase for a slot once: the answer is always the same. A process of its own pays each time."""
    stretch = slots._stretch  # noqa: SLF001 - the one step whose price is the point of it

    def remembered(slot: slots.Slot, passphrase: str) -> bytes:
        key = (frozenset(slot.items()), passphrase)
        if key not in stretched:
            stretched[key] = stretch(slot, passphrase)
        return stretched[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "_stretch", remembered)
        yield


@pytest.fixture(scope="module")
def program(vaults: Vaults) -> Program:
    """The program on a vault that the tests of one file share: each brings children of its own."""
    return vaults()


def table(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    """Write a table of children: id, worker, and the values of whatever else the first row names."""
    path.write_bytes("\r\n".join(rows).encode(encoding))
    return path


def load(program: Program, path: Path, *words: object) -> Any:
    """Import files as of three days ago, and return what came of it."""
    return program.data("caseload", "import", path, "--as-of", day(-3), *words)


def day(from_today: int) -> str:
    """Return a date so many days from today."""
    return (today() + timedelta(days=from_today)).isoformat()


def today() -> date:
    """Return the day that it is where the tests run."""
    return datetime.now(UTC).astimezone().date()
