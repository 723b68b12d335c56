"""Packs, cards and receipts that were damaged, spliced, replayed or forged: each is refused in words, none is taken."""

import json
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from supervision_app.adapters.packs import body, locking
from supervision_app.domain import packs
from supervision_app.domain.errors import SupervisionError
from supervision_app.ledger.commit import Commit, DeviceKey
from supervision_app.ledger.entry import Link, write_entry
from supervision_app.ledger.union import Signed
from supervision_app.services import cards, following_up, taking_in
from supervision_app.services.errors import CannotUnlock, ChecksFailed, WrongUse
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.pack_ports import Header, Pack
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from tests.fakes.pair import FILES, Road

DAMAGED, FORGED = 3_000, 1_000
_MOST = 256 * 1024 * 1024


class Post:
    """A pack that is good, its receiver, and somebody who has only the receiver's card."""

    def __init__(self, folder: Path) -> None:
        self.road = Road(folder)
        self.moira = make_desk(folder, folder="moira")
        self.aoife = make_desk(folder, name="Aoife Byrne", role="worker", folder="aoife")
        self.mallory = make_desk(folder, name="Mallory Kay", role="worker", folder="mallory")
        children = [observed(f"K{number}", "Aoife Byrne", {"name": "Kai"}, row=number + 2) for number in range(8)]
        import_caseload(self.moira, FakeCaseload(reading(children)), ToImport([]))
        for number in range(8):
            wanted = ToAgree(f"K{number}", "Ring grandma", "Nobody asked", "Aoife Byrne", MONDAY.replace(month=12))
            following_up.agree(self.moira, wanted)
        self.road.card(self.aoife, self.moira, is_person="Aoife Byrne")
        self.road.card(self.moira, self.aoife)
        self.made = self.road.send(self.moira, self.aoife, packs.WORKER)
        self.locked = self.made.path.read_bytes()
        self.pack = FILES.read_pack(self.made.path, self.aoife.vault.box)

    def held(self) -> tuple[frozenset[str], int]:
        """Return what the receiver holds."""
        return self.aoife.vault.ledger.commits(), len(self.aoife.vault.waiting.all())

    def arrives(self, content: bytes) -> taking_in.Taken:
        """Have the receiver take a file in."""
        path = self.road.folder / "arrives.scpack"
        path.write_bytes(content)
        return taking_in.take_in(self.aoife, FILES, path)

    def refuses(self, content: bytes) -> str:
        """Have the receiver refuse a file, with nothing changed; returns the sentence."""
        before = self.held()
        with pytest.raises((CannotUnlock, ChecksFailed, WrongUse)) as refusal:
            self.arrives(content)
        assert self.held() == before
        return str(refusal.value)

    def locked_by(self, header: Header, commits: tuple[Signed, ...], key: DeviceKey) -> bytes:
        """Return a pack that somebody locked for the receiver: anybody who has their card can."""
        return locking.lock(body.write_body(header, commits, key), [self.box])

    def around(self, content: bytes) -> bytes:
        """Return a pack around whatever stands for its content, signed by the right sender."""
        signature = self.moira.key.sign("pack 1", content)
        return locking.lock(body.VERSION + signature + zlib.compress(content), [self.box])

    @property
    def box(self) -> str:
        """The receiver's letter box."""
        return locking.box_of(self.aoife.vault.box)

    @property
    def lines(self) -> list[bytes]:
        """What stands in the good pack, line by line."""
        inside = locking.unlock(self.locked, self.aoife.vault.box)
        return zlib.decompress(inside[65:]).split(b"\n")

    def close(self) -> None:
        """Close the vaults."""
        for desk in (self.moira, self.aoife, self.mallory):
            desk.vault.close()


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """A good pack and those around it."""
    made = Post(tmp_path_factory.mktemp("post"))
    yield made
    made.close()


def _flipped(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _spliced(content: bytes, chance: Random) -> bytes:
    one, other = sorted(chance.randrange(1, len(content)) for _ in range(2))
    return content[:one] + content[other:] if one != other else content + content[-1:]


def _longer(content: bytes, chance: Random) -> bytes:
    return content + chance.randbytes(chance.randrange(1, 2000))


def _swapped(content: bytes, chance: Random) -> bytes:
    one, other = sorted(chance.sample(range(len(content) - 64), 2))
    moved = content[:one] + content[other : other + 32] + content[one + 32 :]
    return moved if moved != content else content[:-1]


def test_three_thousand_damaged_packs_are_refused(post: Post) -> None:
    before = post.held()
    harms: tuple[Callable[[bytes, Random], bytes], ...] = (_flipped, _cut, _spliced, _longer, _swapped)
    for number in range(DAMAGED):
        chance = Random(number)  # noqa: S311 - the same harm each time
        harmed = harms[number % len(harms)](post.locked, chance)
        with pytest.raises((CannotUnlock, ChecksFailed)):
            body.read_body(locking.unlock(harmed, post.aoife.vault.box))
    assert post.held() == before


def _claims_the_sender(post: Post, chance: Random) -> bytes:
    """Mallory signs a pack that says it is Moira's."""
    some = tuple(chance.sample(post.pack.commits, chance.randrange(1, len(post.pack.commits))))
    return post.locked_by(replace(post.pack.header, tally=_tally(some, post.pack)), some, post.mallory.key)


def _changes_a_word(post: Post, chance: Random) -> bytes:
    """Somebody who is trusted passes on a commit in which a word was changed."""
    at = chance.randrange(len(post.pack.commits))
    signed = post.pack.commits[at]
    one = chance.randrange(len(signed.entries))
    entry = signed.entries[one]
    changes: dict[str, Any] = {
        "happened_on": "2020-01-01",
        "kind": "action.closed/1",
        "subject": "another",
        "seq": entry.seq + 1,
        "payload": (entry.payload or b"{}").replace(b"K", b"X") + b" ",
        "payload_hash": "0" * 64,
        "after": ("1" * 64,),
    }
    name = chance.choice(sorted(changes))
    harmed = replace(entry, **{name: changes[name]})
    entries = (*signed.entries[:one], harmed, *signed.entries[one + 1 :])
    commits = (*post.pack.commits[:at], Signed(signed.commit, entries), *post.pack.commits[at + 1 :])
    return post.locked_by(post.pack.header, commits, post.moira.key)


def _signs_for_another(post: Post, chance: Random) -> bytes:
    """A commit under the name of an author who did not sign it."""
    stream = post.pack.commits[-1].commit.stream
    entry = write_entry(
        Link(post.moira.author, 999, "2" * 64, ()),
        stream=stream,
        subject=f"a{chance.random()}",
        kind="action.closed/1",
        happened_on="2026-11-16",
        recorded_at="2026-11-16T10:00:00+00:00",
        payload={"state": "done", "impact": "None", "by": {"id": "m", "name": "Moira Khan", "role": "manager"}},
    )
    forged = post.mallory.key.commit(stream, [entry])
    commit = Commit(forged.id, post.moira.author, stream, (entry.id,), forged.signature)
    commits = (*post.pack.commits, Signed(commit, (entry,)))
    return post.locked_by(replace(post.pack.header, tally=_tally(commits, post.pack)), commits, post.moira.key)


def _tally(commits: tuple[Signed, ...], pack: Pack) -> packs.Tally:
    from supervision_app.services.carrying import count  # noqa: PLC0415 - what the receiver counts by

    return count([entry for signed in commits for entry in signed.entries], pack.header.open_actions)


def test_a_thousand_forged_packs_are_refused(post: Post) -> None:
    ways = (_claims_the_sender, _changes_a_word, _signs_for_another)
    for number in range(FORGED):
        post.refuses(ways[number % len(ways)](post, Random(number)))  # noqa: S311 - the same forgery each time


def test_a_stranger_who_signs_with_a_name_that_is_known_is_told_apart(post: Post) -> None:
    before = post.held()
    card = replace(cards.my_card(post.mallory, FILES), person=post.moira.owner())
    header = replace(post.pack.header, sender=card, pack="00000000-0000-4000-8000-000000000000")
    taken = post.arrives(post.locked_by(header, post.pack.commits, post.mallory.key))

    assert taken.standing == "changed"
    assert "is known here with another key" in " ".join(taking_in.said(taken))
    assert post.aoife.vault.ledger.commits() == before[0]
    post.aoife.vault.waiting.drop({signed.commit.id for signed in post.pack.commits})


def test_a_pack_passed_on_to_somebody_else_is_not_theirs(post: Post, tmp_path: Path) -> None:
    passed_on = body.write_body(post.pack.header, post.pack.commits, post.moira.key)
    path = tmp_path / "passed.scpack"
    path.write_bytes(locking.lock(passed_on, [locking.box_of(post.mallory.vault.box)]))
    with pytest.raises(ChecksFailed, match="passed on"):
        taking_in.take_in(post.mallory, FILES, path)


def test_what_swells_is_stopped_where_a_pack_may_end(post: Post) -> None:
    bomb = zlib.compress(b" " * (400 * 1024 * 1024))
    locked = locking.lock(body.VERSION + bytes(64) + bomb, [post.box])
    tracemalloc.start()
    said = post.refuses(locked)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "holds more than 96 MB" in said
    assert most < _MOST


def _header(post: Post, **changes: object) -> bytes:
    head = json.loads(post.lines[0])
    return json.dumps({**head, **changes}).encode()


LINES: dict[str, Callable[[Post], list[bytes]]] = {
    "a key twice": lambda post: [post.lines[0][:-1] + b',"pack":"x"}', *post.lines[1:]],
    "no number": lambda post: [post.lines[0], post.lines[1].replace(b'"seq":1', b'"seq":NaN', 1)],
    "a fraction": lambda post: [post.lines[0], post.lines[1].replace(b'"seq":1', b'"seq":1.5', 1)],
    "a number without end": lambda post: [post.lines[0], post.lines[1].replace(b'"seq":1', b'"seq":1' + b"0" * 99, 1)],
    "half a character": lambda post: [post.lines[0], post.lines[1].replace(b'"kind":"', b'"kind":"\\ud800', 1)],
    "no text": lambda post: [post.lines[0], b"\xff\xfe"],
    "nested without end": lambda post: [post.lines[0], b"[" * 100_000 + b"]" * 100_000],
    "nested in the words": lambda post: [post.lines[0], _deep_words(post)],
    "an unknown field": lambda post: [_header(post, more=1), *post.lines[1:]],
    "an unknown purpose": lambda post: [_header(post, purpose="gossip"), *post.lines[1:]],
    "a day that is none": lambda post: [post.lines[0], _changed(post, "happened_on", "2026-02-30")],
    "words that are a list": lambda post: [post.lines[0], _changed(post, "payload", "[]")],
    "an empty line": lambda post: [*post.lines, b""],
    "nothing": lambda _post: [b""],
}


def _changed(post: Post, name: str, value: str) -> bytes:
    commit = json.loads(post.lines[1])
    commit["entries"][0][name] = value
    return json.dumps(commit).encode()


def _deep_words(post: Post) -> bytes:
    return _changed(post, "payload", '{"a":' * 60 + "1" + "}" * 60)


@pytest.mark.parametrize("name", LINES)
def test_what_no_version_writes_is_refused_though_its_sender_signed_it(post: Post, name: str) -> None:
    assert "nothing was taken in" in post.refuses(post.around(b"\n".join(LINES[name](post)))).lower()


def test_words_that_no_entry_of_its_kind_has_are_refused(post: Post) -> None:
    stream = post.moira.child("K1")
    own = post.moira.owner().as_payload()
    seq, prev = post.moira.vault.ledger.tips(post.moira.author, [stream])[stream]
    entry = write_entry(
        Link(post.moira.author, seq + 1, prev, ()),
        stream=stream,
        subject="a-new-one",
        kind="action.agreed/1",
        happened_on="2026-11-16",
        recorded_at="2026-11-16T10:00:00+00:00",
        payload={"by": own, "what": "Ring", "owner": own, "accepted": True, "due": "soon"},
    )
    commits = (*post.pack.commits, Signed(post.moira.key.commit(stream, [entry]), (entry,)))
    header = replace(post.pack.header, tally=_tally(commits, post.pack))
    assert "no “manager” that can be read" in post.refuses(post.locked_by(header, commits, post.moira.key))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This is no pack"),
        (b"PK\x03\x04 a spreadsheet", "This is no pack"),
        (b"age-encryption.org/v1\n-> scrypt c2FsdA 99\n", "locked with a passphrase"),
    ],
)
def test_other_files_are_named_for_what_they_are(post: Post, content: bytes, said: str) -> None:
    assert said in post.refuses(content)


def test_a_pack_of_a_newer_version_says_what_to_do(post: Post) -> None:
    assert "newer version" in post.refuses(locking.lock(b"\x02" + bytes(200), [post.box]))
    assert "cut off" in post.refuses(locking.lock(b"\x02", [post.box]))


def test_a_file_that_is_not_there_or_too_large_is_said(post: Post, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cannot be read"):
        taking_in.take_in(post.aoife, FILES, tmp_path / "none.scpack")
    large = tmp_path / "large.sccard"
    large.write_bytes(b" " * 70_000)
    with pytest.raises(ChecksFailed, match="larger than any file of this kind"):
        FILES.read_card(large)


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text[:-20],
        lambda text: text.replace("Moira", "Maria"),
        lambda text: text.replace('"card 1"', '"receipt 1"'),
        lambda text: text.replace('"signature": "', '"signature": "00'),
        lambda text: text.replace("age1", "age1qq"),
        lambda _text: "[]",
        lambda _text: '{"kind": 1.5}',
    ],
    ids=("cut", "another name", "another kind", "another signature", "another box", "a list", "a fraction"),
)
def test_a_card_that_was_changed_is_refused(post: Post, tmp_path: Path, harm: Callable[[str], str]) -> None:
    path = tmp_path / "moira.sccard"
    cards.show_card(post.moira, FILES, path)
    path.write_text(harm(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(SupervisionError):
        FILES.read_card(path)


def test_a_card_with_a_box_that_locks_nothing_or_a_role_that_is_none_is_refused(post: Post, tmp_path: Path) -> None:
    card, path = cards.my_card(post.moira, FILES), tmp_path / "wrong.sccard"
    wrong = (
        replace(card, box="age1" + "q" * 58),
        replace(card, person=replace(card.person, role="king")),
        replace(card, team="\u200b"),
    )
    for one in wrong:
        FILES.write_card(path, one, post.moira.key)
        with pytest.raises(ChecksFailed):
            FILES.read_card(path)


def test_a_receipt_that_was_changed_is_refused(post: Post, tmp_path: Path) -> None:
    receipt = post.road.path("screceipt")
    with pytest.MonkeyPatch.context():
        taken = taking_in.take_in(post.aoife, FILES, post.made.path, receipt)
    assert taken.complete
    path = tmp_path / "changed.screceipt"
    path.write_text(receipt.read_text(encoding="utf-8").replace('"open_actions": 8', '"open_actions": 9'), "utf-8")
    with pytest.raises(ChecksFailed, match="no receipt of Supervision Companion, or it was changed"):
        taking_in.match_receipt(post.moira, FILES, path)
