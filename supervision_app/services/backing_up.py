"""Making sure that there is a backup."""

from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import SupervisionError
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite


def make_sure(desk: Desk) -> None:
    """Make a backup where anything has changed since the last one; raises CannotWrite, with the day of the last."""
    try:
        desk.vault.back_up()
    except SupervisionError as fault:
        made = desk.vault.backups()
        last = f"The last one is of {in_words(made[0].made_at.astimezone().date())}." if made else "There is none."
        message = f"No backup of this vault can be made. {last} {fault}"
        raise CannotWrite(message) from fault
