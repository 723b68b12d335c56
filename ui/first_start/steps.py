"""The first and the last step of the first start as widgets: what each asks, and nothing of what follows."""

from ui.first_start.presenter import Who
from ui.shared.choosing import Radios
from ui.shared.fields import Field
from ui.shared.secret_steps import Step
from ui.shared.widgets import words

ROLES = {"manager": "Team manager", "worker": "Social worker", "senior": "Senior manager"}


class WhoStep(Step):
    """Name, role, team and council."""

    def __init__(self) -> None:
        """Ask."""
        super().__init__()
        self.add("name", Field("Your name", hint="First and last name, as your colleagues know you."))
        self.add("role", Radios("What you do", ROLES))
        self.add("team", Field("Your team", hint="For example Riverside."))
        alike = "Everyone in one council must spell it alike, so that records fit together."
        self.add("authority", Field("Your council or trust", hint=alike))

    def who(self) -> Who:
        """Return what was typed."""
        name, role, team, authority = (
            asked.text() if isinstance(asked, Field) else asked.value() for asked in self.fields.values()
        )
        return Who(name, role, team, authority)


class ReadyStep(Step):
    """What comes next."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__()
        for sentence in (
            "Your vault is made. What you write here stays on this computer, encrypted.",
            "“Today” leads on from here: first of all to your caseload (Annex A, SSDA903 or a table).",
            "Use invented names for now. “Safety” says what is missing before real records go in here.",
            "The vault locks itself when nothing was typed for 15 minutes. Ctrl+L locks it at once.",
        ):
            self.column.addWidget(words(sentence))
