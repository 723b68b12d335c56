"""Cards and receipts: small signed files that hold no word of any child."""

import hashlib
import json
from typing import Annotated, Any, TypeVar

from pydantic import Field, ValidationError

from supervision_app.adapters.packs.body import CardPart, PersonPart, Strict, TallyPart, card_value
from supervision_app.adapters.packs.locking import check_box
from supervision_app.adapters.strict_json import NotOurJson, read_strictly
from supervision_app.adapters.word_list import common_words
from supervision_app.domain.cards import Card, check_card
from supervision_app.domain.errors import InputRefused
from supervision_app.ledger.commit import DeviceKey, is_signed
from supervision_app.services.errors import ChecksFailed, WrongUse
from supervision_app.services.pack_ports import Receipt

CARD, RECEIPT = "card 1", "receipt 1"
_WORDS = 6
LARGEST = 64 * 1024
_DAMAGED = "This is no {what} of Supervision Companion, or it was changed on its way. Ask for it again."

_Signature = Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]
_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Short = Annotated[str, Field(min_length=1, max_length=200)]


class _CardFile(Strict):
    kind: str
    card: CardPart
    signature: _Signature


class _ReceiptPart(Strict):
    pack: _Short
    to: _Hash
    person: PersonPart
    key: _Hash
    received: TallyPart
    waiting: Annotated[int, Field(ge=0)]
    written_at: _Short


class _ReceiptFile(Strict):
    kind: str
    receipt: _ReceiptPart
    signature: _Signature


_File = TypeVar("_File", _CardFile, _ReceiptFile)


def card_bytes(card: Card, key: DeviceKey) -> bytes:
    """Return a card as a file, signed by its own key."""
    value = card_value(card)
    return _written({"kind": CARD, "card": value, "signature": key.sign(CARD, _body(value)).hex()})


def card_from(content: bytes) -> Card:
    """Return the card of a file; raises ChecksFailed for what is none, and where its own key did not sign it."""
    found = _read(content, _CardFile, "contact card", CARD)
    if not is_signed(found.card.key, CARD, _body(found.card.model_dump()), bytes.fromhex(found.signature)):
        raise ChecksFailed(_DAMAGED.format(what="contact card"))
    try:
        card = check_card(found.card.card())
        check_box(card.box)
    except (InputRefused, WrongUse) as refusal:
        raise ChecksFailed(str(refusal)) from refusal
    return card


def words_of(card: Card) -> str:
    """Return six common words that stand for this card: another card has others."""
    number = int.from_bytes(hashlib.sha256(b"supervision-companion words\n" + _body(card_value(card))).digest())
    known = common_words()
    words = []
    for _ in range(_WORDS):
        number, at = divmod(number, len(known))
        words.append(known[at])
    return " ".join(words)


def receipt_bytes(receipt: Receipt, key: DeviceKey) -> bytes:
    """Return a receipt as a file, signed by the receiver."""
    value = {
        "pack": receipt.pack,
        "to": receipt.to,
        "person": receipt.person.as_payload(),
        "key": receipt.key,
        "received": receipt.received.as_payload(),
        "waiting": receipt.waiting,
        "written_at": receipt.written_at,
    }
    return _written({"kind": RECEIPT, "receipt": value, "signature": key.sign(RECEIPT, _body(value)).hex()})


def receipt_from(content: bytes) -> Receipt:
    """Return the receipt of a file; raises ChecksFailed for what is none, and where its key did not sign it."""
    found = _read(content, _ReceiptFile, "receipt", RECEIPT)
    part = found.receipt
    if not is_signed(part.key, RECEIPT, _body(part.model_dump()), bytes.fromhex(found.signature)):
        raise ChecksFailed(_DAMAGED.format(what="receipt"))
    return Receipt(
        part.pack, part.to, part.person.person(), part.key, part.received.tally(), part.waiting, part.written_at
    )


def _read(content: bytes, model: type[_File], what: str, kind: str) -> _File:
    """Return what a file holds; raises ChecksFailed where that is nothing of this kind."""
    message = _DAMAGED.format(what=what)
    if len(content) > LARGEST:
        raise ChecksFailed(message)
    try:
        found = model.model_validate(read_strictly(content))
        _body(found.model_dump())
    except (NotOurJson, ValidationError, UnicodeEncodeError) as fault:
        raise ChecksFailed(message) from fault
    if found.kind != kind:
        raise ChecksFailed(message)
    return found


def _body(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _written(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"
