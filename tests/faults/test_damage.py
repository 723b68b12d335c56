"""A wrong bit or a missing end in any file of a vault is noticed, or it does no harm; and nothing makes it worse."""

import gc
from collections import Counter
from pathlib import Path

import pytest

from supervision_app.adapters.keys.key_file import read_key_files, unlocked
from supervision_app.services.errors import CannotUnlock
from tests.faults.conftest import Small
from tests.faults.damage import UNSEEN, Bytes, Damage, bytes_of, cut_short, noticed, one_bit, put_right
from tests.faults.killed import server
from tests.faults.saving import Said, faults_of, opened
from tests.faults.soak import dice, times

KEYS = ("vault.keys", "vault.keys.copy")
FILES = ("vault.db", KEYS[0], "vault.db", KEYS[1])
DAMAGES: dict[str, tuple[Damage, int]] = {"one bit": (one_bit, 1_000), "cut short": (cut_short, 300)}


def _but_for_an_empty_log(found: Bytes) -> Bytes:
    """Leave out the log that SQLite makes before it looks at the file, where nothing ever went into it."""
    return {name: content for name, content in found.items() if name != "vault.db-wal" or content}


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_noticed_or_does_no_harm(small: Small, tmp_path: Path, kind: str) -> None:
    damage, count = DAMAGES[kind]
    base, throws, unseen = small.copy(tmp_path / "base"), dice(kind), Counter[str]()
    folder = base / "vault"
    whole = bytes_of(folder)
    for turn in range(times(count)):
        name = FILES[turn % len(FILES)]
        damaged = whole | {name: damage(whole[name], throws)}
        put_right(folder, damaged)

        said = noticed(base)
        if name in KEYS:
            # The other of the two key files is whole, and opens with the recovery key as well.
            assert whole[name] in [one.as_bytes() for one in read_key_files(folder)]
            assert unlocked(read_key_files(folder), lambda one: one.recover(small.recovery_key))
        if said == UNSEEN:
            unseen[name] += 1
            # Where nobody could see it, the file says what it said before: a blank more or less, a capital digit.
            assert name in KEYS
            assert len(read_key_files(folder)) == 1
        # What cannot be read any more was written again from the other, whole; nothing else was touched.
        after = _but_for_an_empty_log(bytes_of(folder))
        assert after in (damaged, whole)
        assert after == damaged or "was written again" in said
    assert unseen.total() < times(count) / 20


def test_a_file_that_was_refused_and_put_right_opens_at_once(small: Small, tmp_path: Path) -> None:
    folder = small.copy(tmp_path / "base") / "vault"
    whole = bytes_of(folder)
    put_right(folder, whole | {"vault.db": bytes([whole["vault.db"][0] ^ 1]) + whole["vault.db"][1:]})
    gc.disable()
    try:
        with pytest.raises(CannotUnlock, match="Restore a backup"):
            opened(tmp_path / "base")
        put_right(folder, whole)

        opened(tmp_path / "base").close()
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", DAMAGES)
def test_the_same_damage_to_both_key_files_opens_nothing_or_does_no_harm(
    small: Small, tmp_path: Path, kind: str
) -> None:
    base, throws, opens = small.copy(tmp_path / "base"), dice(f"both {kind}"), 0
    folder = base / "vault"
    whole = bytes_of(folder)
    for _ in range(times(100)):
        content = DAMAGES[kind][0](whole["vault.keys"], throws)
        put_right(folder, whole | dict.fromkeys(KEYS, content))

        try:
            opened(base).close()
        except CannotUnlock:
            assert _but_for_an_empty_log(bytes_of(folder)) == whole | dict.fromkeys(KEYS, content)
        else:
            opens += 1
    assert opens < times(100)


def test_a_wrong_bit_in_the_log_that_a_crash_left_hides_no_loss(small: Small, tmp_path: Path, power_log: Path) -> None:
    base, said, throws = small.copy(tmp_path / "base"), Said(), dice("log")
    with server(power_log, tmp_path) as writers:
        while not (base / "vault" / "vault.db-wal").exists():
            said.hear(writers.kill_one(base, f"{len(said.saved)}", throws))
    folder, lost = base / "vault", 0
    whole, state = bytes_of(folder), bytes_of(base / "state")
    for _ in range(times(100)):
        put_right(folder, whole | {"vault.db-wal": one_bit(whole["vault.db-wal"], throws)})
        put_right(base / "state", state)
        vault = opened(base)
        found = faults_of(vault, said)
        told = vault.check().problems
        vault.close()

        lost += any(fault.startswith("lost: ") for fault in found)
        assert told or not any(fault.startswith("lost: ") for fault in found)
    assert lost > 0
