"""Packs, cards and receipts on disk: read with a limit, written whole."""

from collections.abc import Sequence
from pathlib import Path

from supervision_app.adapters.files import write_whole
from supervision_app.adapters.packs import body, locking, small_files
from supervision_app.domain.cards import Card
from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.union import Signed
from supervision_app.services.errors import ChecksFailed, WrongUse
from supervision_app.services.pack_ports import CARD, PACK, RECEIPT, Header, Pack, Receipt

_LARGEST = 64 * 1024 * 1024
"""Bytes that the file of a pack may have."""


class PackFiles:
    """Writing and reading packs, cards and receipts."""

    def write_pack(self, path: Path, header: Header, commits: Sequence[Signed], key: DeviceKey) -> None:
        """Write a pack, signed and locked for the boxes of its header; raises WrongUse or CannotWrite."""
        locked = locking.lock(body.write_body(header, commits, key), header.to)
        write_whole(path, locked)

    def read_pack(self, path: Path, box: str) -> Pack:
        """Return a pack that this box opens.

        Raises WrongUse where there is no file, CannotUnlock for one that is locked for somebody else or of a newer
        version, and ChecksFailed for one that is damaged.
        """
        pack = body.read_body(locking.unlock(_content(path, _LARGEST), box))
        if locking.box_of(box) not in pack.header.to:
            # Whoever opens a pack could lock it anew for somebody else: the signature says for whom it was made.
            message = "This pack was made for somebody else and passed on. Ask its sender for one that is made for you."
            raise ChecksFailed(message)
        return pack

    def write_card(self, path: Path, card: Card, key: DeviceKey) -> None:
        """Write a card, signed by its own key; raises CannotWrite."""
        write_whole(path, small_files.card_bytes(card, key))

    def read_card(self, path: Path) -> Card:
        """Return the card in a file; raises WrongUse where there is none, and ChecksFailed for what is no card."""
        return small_files.card_from(_content(path, small_files.LARGEST))

    def kind_of(self, path: Path) -> str:
        """Return what a file is; raises WrongUse where there is none, and ChecksFailed for any other file."""
        start = _content(path, _LARGEST)
        if start.startswith(locking.START):
            return PACK
        kinds = {small_files.CARD: CARD, small_files.RECEIPT: RECEIPT}
        for written, kind in kinds.items():
            if f'"kind": "{written}"'.encode() in start[: small_files.LARGEST]:
                return kind
        message = f"{path.name} is no pack, card or receipt of Supervision Companion. Choose another file."
        raise ChecksFailed(message)

    def box_of(self, private: str) -> str:
        """Return the public half of a letter box."""
        return locking.box_of(private)

    def words_of(self, card: Card) -> str:
        """Return the six words that are read aloud to compare a card."""
        return small_files.words_of(card)

    def write_receipt(self, path: Path, receipt: Receipt, key: DeviceKey) -> None:
        """Write a receipt, signed by the receiver's key; raises CannotWrite."""
        write_whole(path, small_files.receipt_bytes(receipt, key))

    def read_receipt(self, path: Path) -> Receipt:
        """Return the receipt in a file; raises WrongUse where none is, and ChecksFailed for anything else."""
        return small_files.receipt_from(_content(path, small_files.LARGEST))


def _content(path: Path, most: int) -> bytes:
    """Return what is in a file, up to a size that no file of ours has."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as fault:
        message = f"{path} cannot be read: {fault.strerror}. Look where the file is, and try again."
        raise WrongUse(message) from fault
    if len(content) > most:
        message = f"{path.name} is larger than any file of this kind. Nothing was taken in."
        raise ChecksFailed(message)
    return content
