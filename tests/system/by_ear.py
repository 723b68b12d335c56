"""Works the window as somebody does who only hears it: by roles and names, through AT-SPI, on a screen of its own.

It is run by the system's own Python, which has pyatspi, inside a D-Bus session of its own.
"""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

LONGEST = 180
"""Seconds that anything may take: another job may have the processor."""
_SOON = 0.1
TAB, HOME = 0xFF09, 0xFF50
SCREEN = "1400x1000x24"
BUS = "/usr/libexec/at-spi-bus-launcher"
WORKER, IN_DEPTH_CHILD, OTHER_CHILD, ACTION = "Aoife Byrne", "Lowri (T2)", "Kai (T1)", "Ring the grandmother"
STAGE, SAID, WORD = "The child’s day", "She woke before six and fed the cat.", "She was rung twice."


class NotHeard(Exception):
    """Something that should be there has no such name, or is not shown; the message shows what is there."""


@contextmanager
def running(*command: str, **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command until the end, and end it by its own id."""
    with subprocess.Popen(command, **how) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(LONGEST)
                except subprocess.TimeoutExpired:
                    process.kill()


def a_screen(stack: ExitStack) -> None:
    """Start a screen that nobody sees, with what gives windows the keyboard and what carries names."""
    hears, says = os.pipe()
    stack.enter_context(
        running(
            "Xvfb", "-displayfd", str(says), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset", pass_fds=[says]
        )
    )
    os.close(says)
    with os.fdopen(hears) as told:
        os.environ["DISPLAY"] = f":{told.readline().strip()}"
    there = Path(os.environ["XDG_RUNTIME_DIR"]) / "windows-get-the-keyboard"
    stack.enter_context(running("openbox", "--startup", f"touch {shlex.quote(str(there))}"))
    until(there.exists, lambda: "openbox does not start.")
    stack.enter_context(running(BUS, "--launch-immediately"))


def until(there: Callable[[], Any], otherwise: Callable[[], str]) -> Any:
    """Return what is there as soon as it is; raises NotHeard."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if found := there():
            return found
        time.sleep(_SOON)
    raise NotHeard(otherwise())


class Ear:
    """Everything that a screen reader is told of, asked for by role and name."""

    def __init__(self) -> None:
        """Connect to what carries the names."""
        self.spi: Any = import_module("pyatspi")
        self.faults: tuple[type[Exception], ...] = (
            LookupError,
            RuntimeError,
            import_module("gi.repository.GLib").Error,
        )

    def everything(self) -> Iterator[tuple[int, Any]]:
        """Give what is shown, with how deep it is in the tree; nothing that stands in what is hidden."""
        desktop = self.spi.Registry.getDesktop(0)
        desktop.clear_cache()
        todo = [(0, desktop)]
        while todo:
            depth, node = todo.pop()
            try:
                inside = [(depth + 1, child) for child in node if child is not None]
                showing = node.getState().contains(self.spi.STATE_SHOWING)
            except self.faults:  # it has gone meanwhile
                continue
            if showing or depth == 0:
                todo += reversed(inside)
                yield depth, node

    def tree(self) -> str:
        """Return all that is shown, a line each, and what has the keyboard."""
        lines = [f"{'  ' * depth}{node.getRoleName()} {node.name!r}" for depth, node in self.everything()]
        keyboard = self._with_keyboard()
        return "\n".join([*lines, f"The keyboard is on {keyboard and self._called(keyboard)!r}."])

    def all_named(self, role: str, name: str) -> list[Any]:
        """Return what is shown now with this role, and with a name that begins so."""
        found = []
        for _depth, node in self.everything():
            try:
                if node.getRoleName() == role and self._called(node).startswith(name):
                    found.append(node)
            except self.faults:
                continue
        return found

    def _called(self, node: Any) -> str:
        """Return the name; that of a list that drops down is its label's, as it says what is chosen in its own."""
        if node.getRoleName() != "combo box":
            return str(node.name)
        labels = [one for one in node.getRelationSet() if one.getRelationType() == self.spi.RELATION_LABELLED_BY]
        return str(labels[0].getTarget(0).name) if labels else ""

    def wait_for(self, role: str, name: str) -> Any:
        """Return the one thing of this role and name, as soon as it is shown and can be used; raises NotHeard."""

        def there() -> Any:
            found = self.all_named(role, name)
            return found[0] if len(found) == 1 and found[0].getState().contains(self.spi.STATE_ENABLED) else None

        return until(there, lambda: f"There is no {role} “{name}”, or more than one, in\n{self.tree()}")

    def press(self, role: str, name: str) -> None:
        """Do the first thing that can be done with it, which is what a screen reader does."""
        self.wait_for(role, name).queryAction().doAction(0)

    def write(self, role: str, name: str, text: str) -> None:
        """Put words into a field."""
        self.wait_for(role, name).queryEditableText().setTextContents(text)

    def choose_first(self, name: str, wanted: str) -> None:
        """Choose the first thing in a list that drops down, with the keyboard."""
        box = self.wait_for("combo box", name)
        self._tab_to(box, name)
        self._type(HOME)
        until(lambda: box.name == wanted, lambda: f"“{name}” is “{box.name}” and not “{wanted}”.")

    def _type(self, key: int) -> None:
        self.spi.Registry.generateKeyboardEvent(key, None, self.spi.KEY_SYM)

    def _tab_to(self, wanted: Any, name: str) -> None:
        """Press Tab until something has the keyboard; each time only once the last press has moved it."""
        left: Any = None

        def there() -> bool:
            nonlocal left
            now = self._with_keyboard()
            if now is not None and now not in (wanted, left):
                left = now
                self._type(TAB)
            return bool(now == wanted)

        until(there, lambda: f"Tab does not lead to “{name}” in\n{self.tree()}")

    def _with_keyboard(self) -> Any:
        """Return what has the keyboard, if anything has; what stands around a field says that it has it as well."""
        having = [node for _depth, node in self.everything() if node.getState().contains(self.spi.STATE_FOCUSED)]
        return having[-1] if having else None

    def select_row(self, table: str, cell: str) -> None:
        """Select the row of a table in which this stands."""
        self.wait_for("table cell", cell)
        rows = self.wait_for("table", table).queryTable()
        numbers = [row for row in range(rows.nRows) if rows.getAccessibleAt(row, 0).name == cell]
        rows.addRowSelection(numbers[0])


def supervise(ear: Ear) -> None:
    """Hold a session from beginning to end."""
    ear.press("check box", "Supervision")
    ear.select_row("People who are supervised", WORKER)
    ear.press("push button", "Begin the session")
    ear.choose_first(f"How deeply: {IN_DEPTH_CHILD}", "In depth")
    ear.press("push button", "Next: Lowri, in depth")
    ear.write("text", STAGE, SAID)
    ear.wait_for("label", "Saved ")
    ear.press("push button", "Next: Kai, actions only")
    ear.press("radio button", "Under way")
    ear.write("text", f"A word on it: what has happened, or what difference it made: {ACTION}", WORD)
    ear.press("push button", f"Record what was said: {ACTION}")
    ear.wait_for("label", f"Said now: Under way: {WORD}")
    ear.press("push button", "Next: Aoife Byrne")
    ear.press("push button", "Next: Check and seal")
    ear.wait_for("label", SAID)
    ear.press("radio button", f"Yes: {WORKER} is here")
    ear.press("push button", "Seal the record")
    ear.wait_for("label", f"{WORKER} has read and confirmed it.")


def tell(passphrase: str) -> None:
    """Unlock, hold a session, find its record, and lock."""
    ear = Ear()
    ear.write("password text", "Passphrase", passphrase)
    ear.press("push button", "Unlock")
    ear.wait_for("label", "What needs you now")
    supervise(ear)
    ear.press("push button", "Back to Supervision")
    ear.select_row("People who are supervised", WORKER)
    ear.wait_for("label", f"{WORKER}’s supervision record")
    ear.press("push button", "Show what was written: ")
    ear.wait_for("label", "Children talked about")
    ear.wait_for("push button", "Add to it: ")
    print(ear.tree())  # noqa: T201 - what the test asks for
    ear.press("push button", "Lock")
    ear.wait_for("password text", "Passphrase")


def main() -> None:
    """Take the passphrase from standard input and the app's command as arguments."""
    passphrase = sys.stdin.readline().rstrip("\n")
    with ExitStack() as stack:
        a_screen(stack)
        app = stack.enter_context(running(*sys.argv[1:]))
        tell(passphrase)
        app.send_signal(signal.SIGTERM)
        sys.exit(app.wait(LONGEST))


if __name__ == "__main__":
    main()
