"""The inside of a pack: a version, a signature over all of it, and what is carried, packed small."""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from supervision_app.adapters.commit_line import read_line, write_line
from supervision_app.adapters.strict_json import NotOurJson, read_strictly
from supervision_app.domain.cards import Card
from supervision_app.domain.packs import PURPOSES, Tally
from supervision_app.domain.people import Person
from supervision_app.ledger.commit import DeviceKey, is_signed
from supervision_app.ledger.union import Signed
from supervision_app.services.errors import CannotUnlock, ChecksFailed, WrongUse
from supervision_app.services.pack_ports import Header, Pack, Renewal

VERSION = b"\x01"
_PURPOSE = "pack 1"
_SIGNATURE = 64
_LARGEST = 96 * 1024 * 1024
"""Bytes that a pack may hold: some 100,000 entries. What a small file swells to is stopped there."""

_DAMAGED = "This pack is damaged, or was changed on its way: {why}. Ask for it again; nothing was taken in."
_TOO_MUCH = f"This pack holds more than {_LARGEST // 1024 // 1024} MB. Ask for several packs, of fewer children each."


_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Box = Annotated[str, Field(pattern=r"^age1[0-9a-z]{58,2000}$")]
_Text = Annotated[str, Field(min_length=1, max_length=2000)]
_Count = Annotated[int, Field(ge=0, le=10_000_000)]


class Strict(BaseModel):
    """What a file of ours may hold: these fields, of these kinds, and nothing else."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class PersonPart(Strict):
    """A person as a file carries them."""

    id: _Text
    name: _Text
    role: _Text

    def person(self) -> Person:
        """Return the person."""
        return Person(self.id, self.name, self.role)


class CardPart(Strict):
    """A card as a file carries it."""

    person: PersonPart
    team: _Text
    key: _Hash
    box: _Box

    def card(self) -> Card:
        """Return the card."""
        return Card(self.person.person(), self.team, self.key, self.box)


class TallyPart(Strict):
    """What was counted."""

    entries: _Count
    children: _Count
    open_actions: _Count
    root: _Hash

    def tally(self) -> Tally:
        """Return the tally."""
        return Tally(self.entries, self.children, self.open_actions, self.root)


class _RenewalPart(Strict):
    before: _Hash
    key: _Hash
    of: _Text
    proof: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


class _HeaderPart(Strict):
    pack: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
    purpose: _Text
    made_at: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)$")]
    version: _Text
    sender: CardPart
    to: dict[_Box, _Text]
    tally: TallyPart
    open_actions: list[_Text]
    introduced: dict[_Hash, PersonPart]
    renewals: list[_RenewalPart]


def card_value(card: Card) -> dict[str, Any]:
    """Return a card as a file carries it."""
    return {"person": card.person.as_payload(), "team": card.team, "key": card.key, "box": card.box}


def write_body(header: Header, commits: Sequence[Signed], key: DeviceKey) -> bytes:
    """Return the inside of a pack; raises WrongUse where it is more than a pack may hold."""
    lines = [json.dumps(_header_value(header), ensure_ascii=False, sort_keys=True).encode(), *map(write_line, commits)]
    content = b"\n".join(lines)
    if len(content) > _LARGEST:
        message = "This is more than one pack may hold. Make several packs, of fewer children each."
        raise WrongUse(message)
    return VERSION + key.sign(_PURPOSE, content) + zlib.compress(content, 6)


def _header_value(header: Header) -> dict[str, Any]:
    return {
        "pack": header.pack,
        "purpose": header.purpose,
        "made_at": header.made_at,
        "version": header.version,
        "sender": card_value(header.sender),
        "to": dict(header.to),
        "tally": header.tally.as_payload(),
        "open_actions": list(header.open_actions),
        "introduced": {key: person.as_payload() for key, person in header.introduced.items()},
        "renewals": [
            {"before": one.before, "key": one.key, "of": one.of, "proof": one.proof} for one in header.renewals
        ],
    }


def read_body(body: bytes) -> Pack:
    """Return what is inside a pack, as its sender signed it.

    Raises CannotUnlock for one of a newer version, and ChecksFailed for one that is damaged, too large, or signed by
    another key than its header names. The entries' own hashes and signatures are looked at where they are taken in.
    """
    if body[:1] != VERSION:
        if len(body) > 1 + _SIGNATURE:
            message = "This pack was made by a newer version of Supervision Companion. Install that version first."
            raise CannotUnlock(message)
        raise ChecksFailed(_DAMAGED.format(why="it is cut off"))
    signature, content = body[1 : 1 + _SIGNATURE], _inflated(body[1 + _SIGNATURE :])
    try:
        lines = _lines(content)
        header = _header(next(lines))
        if not is_signed(header.sender.key, _PURPOSE, content, signature):
            raise ChecksFailed(_DAMAGED.format(why="the signature of its sender does not fit"))
        return Pack(header, tuple(map(read_line, lines)))
    except NotOurJson as fault:
        raise ChecksFailed(_DAMAGED.format(why=fault)) from fault


def _inflated(packed: bytes) -> bytes:
    """Return what was packed, and never more than a pack may hold, however small it was packed."""
    engine = zlib.decompressobj()
    try:
        content = engine.decompress(packed, _LARGEST + 1)
    except zlib.error as fault:
        raise ChecksFailed(_DAMAGED.format(why="it cannot be unpacked")) from fault
    if len(content) > _LARGEST:
        raise ChecksFailed(_TOO_MUCH)
    if not engine.eof or engine.unused_data:
        raise ChecksFailed(_DAMAGED.format(why="its end is missing, or something was added to it"))
    return content


def _lines(content: bytes) -> Iterator[bytes]:
    start = 0
    while start <= len(content):
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        yield content[start:end]
        start = end + 1


def _header(line: bytes) -> Header:
    try:
        found = _HeaderPart.model_validate(read_strictly(line))
    except ValidationError as fault:
        message = "its head does not say what a pack says"
        raise NotOurJson(message) from fault
    if found.purpose not in PURPOSES:
        message = f"it is for “{found.purpose[:40]}”, and nothing here knows that"
        raise NotOurJson(message)
    return Header(
        pack=found.pack,
        purpose=found.purpose,
        made_at=found.made_at,
        version=found.version,
        sender=found.sender.card(),
        to=found.to,
        tally=found.tally.tally(),
        open_actions=tuple(found.open_actions),
        introduced={key: part.person() for key, part in found.introduced.items()},
        renewals=tuple(Renewal(one.before, one.key, one.of, one.proof) for one in found.renewals),
    )
