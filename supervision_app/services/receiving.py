"""Taking entries of other authors into this vault: checked whole, united in one transaction."""

from collections.abc import Sequence

from supervision_app.ledger.errors import LedgerFault
from supervision_app.ledger.union import Signed, sift
from supervision_app.services.desk import Desk
from supervision_app.services.errors import ChecksFailed


def receive(desk: Desk, incoming: Sequence[Signed]) -> int:
    """Return how many entries were new; raises ChecksFailed, with nothing taken, when one does not hold together."""
    try:
        sifted = sift(incoming, desk.vault.ledger.commits())
    except LedgerFault as fault:
        message = f"{fault} Nothing was taken in."
        raise ChecksFailed(message) from fault
    desk.vault.ledger.append(sifted.new, desk.clock.now().isoformat(timespec="seconds"))
    return sum(len(signed.entries) for signed in sifted.new)
