"""The unlock page."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit

from ui.shared.widgets import Field, Page, announce, button, row, words
from ui.unlock.presenter import Opens, UnlockPresenter


class UnlockPage(Page):
    """Asks for the passphrase, and for nothing else."""

    def __init__(self, where: str, opens: Opens, opened: Callable[[], None], why: str = "") -> None:
        """Take the vault's folder in words, what opens it, whom to tell, and why it was locked."""
        super().__init__("Unlock", readable=True)
        self._presenter = UnlockPresenter(self, opens, opened)
        self.field = Field("Passphrase", hint="Pasting is fine.", secret=True)
        self.shown = QCheckBox("Show what I type")
        self.shown.toggled.connect(self._show)
        self.button = button("Unlock", self._unlock, look="main")
        self.button.setDefault(True)
        self.state = words("")
        self.field.line.returnPressed.connect(self._unlock)
        if why:
            self.column.addWidget(words(why))
        self.column.addWidget(words(f"Your vault is in {where}.", look="quiet"))
        self.column.addWidget(self.field)
        self.column.addWidget(self.shown)
        self.column.addLayout(row(self.button, self.state))
        self.column.addStretch(1)
        self.setFocusProxy(self.field.line)

    def wait(self, *, waiting: bool) -> None:
        """Show that the vault is being opened, or no longer."""
        self.button.setEnabled(not waiting)
        self.field.line.setReadOnly(waiting)
        self.state.setText("Opening the vault. This takes a second on purpose." if waiting else "")
        if waiting:
            announce(self, self.state.text())

    def refuse(self, sentence: str) -> None:
        """Show why it stays closed; what was typed stays."""
        self.field.refuse(sentence)
        if sentence:
            self.field.line.setFocus()
            self.field.line.selectAll()

    def forget(self) -> None:
        """Take away what was typed, once it has opened the vault."""
        self.field.line.clear()

    def _unlock(self) -> None:
        self._presenter.unlock(self.field.text())

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.line.setEchoMode(mode)
