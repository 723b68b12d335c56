"""What is said before a backup takes the vault's place."""

from datetime import UTC, date, datetime

from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree, agree
from supervision_app.services.read_models import RestorePreview
from supervision_app.services.restoring import preview_words, when

OF = datetime(2026, 11, 9, 10, 42, tzinfo=UTC)
OPENS = f"The backup of {when(OF)} opens and is whole. It holds "


def test_a_backup_that_holds_everything_costs_nothing() -> None:
    assert preview_words(RestorePreview(OF, 41)) == (f"{OPENS}41 open actions.", "The vault holds nothing beyond it.")


def test_where_it_cannot_be_told_that_is_said() -> None:
    assert preview_words(RestorePreview(OF, 1, unknown="Nobody knows.")) == (f"{OPENS}1 open action.", "Nobody knows.")


def test_a_draft_alone_would_be_put_aside_too() -> None:
    since = "Since then 0 records that were saved and 1 draft came into the vault. They would be put aside with it."
    assert preview_words(RestorePreview(OF, 0, lost_drafts=1)) == (f"{OPENS}no open action.", since)


def test_ten_open_actions_are_named_and_the_others_counted(team: Desk) -> None:
    for number in range(12):
        agree(team, ToAgree("K1", f"Action {number}", "Why", "Aoife", date(2026, 12, 1)))
    lost = tuple(team.vault.views.actions())
    said = preview_words(RestorePreview(OF, 0, lost_saves=12, lost_actions=lost))

    assert said[2:12] == tuple(f"Not in the backup: Kai: {row.what}" for row in lost[:10])
    assert said[12:] == ("And 2 more open actions.",)
    assert preview_words(RestorePreview(OF, 0, lost_saves=1, lost_actions=lost[:10]))[12:] == ()
