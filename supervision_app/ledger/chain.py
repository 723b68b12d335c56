"""An author's chain in one stream: counted from one, each entry naming the one before."""

from collections import defaultdict
from collections.abc import Iterable

from supervision_app.ledger.entry import Entry

Chain = tuple[str, str]
"""An author's public key and a stream."""


def chain_problems(entries: Iterable[Entry]) -> list[str]:
    """Return a sentence for each gap, broken link and fork in the chains of these entries; one given twice is one."""
    chains: dict[Chain, list[Entry]] = defaultdict(list)
    for entry in {entry.id: entry for entry in entries}.values():
        chains[entry.author, entry.stream].append(entry)
    return [problem for chain, members in sorted(chains.items()) for problem in _problems(chain, members)]


def _problems(chain: Chain, members: list[Entry]) -> list[str]:
    author, stream = chain
    where = f"in {stream} by {author[:12]}"
    places: dict[int, list[Entry]] = defaultdict(list)
    for entry in members:
        places[entry.seq].append(entry)
    found = [f"An entry {where} carries number {seq}, and counting starts at 1." for seq in sorted(places) if seq < 1]
    expected = 1
    for seq in sorted(number for number in places if number > 0):
        here = places[seq]
        found.extend(_gap(expected, seq, where))
        expected = seq + 1
        if len(here) > 1:
            found.append(f"Two entries carry number {seq} {where}: a restored backup was used twice.")
        before = {entry.id for entry in places.get(seq - 1, [])}
        found.extend(
            f"Entry number {seq} {where} does not follow the one before it."
            for entry in here
            if (entry.prev not in before if before else (entry.prev is None) != (seq == 1))
        )
    return found


def _gap(expected: int, seq: int, where: str) -> list[str]:
    """Return one sentence for however many entries are missing before this number."""
    if seq == expected:
        return []
    if seq == expected + 1:
        return [f"Entry number {expected} {where} is missing."]
    return [f"Entries number {expected} to {seq - 1} {where} are missing."]


def have_vector(entries: Iterable[Entry]) -> dict[Chain, int]:
    """Return how far each chain is held without a gap."""
    held: dict[Chain, set[int]] = defaultdict(set)
    for entry in entries:
        held[entry.author, entry.stream].add(entry.seq)
    return {chain: _unbroken(numbers) for chain, numbers in held.items()}


def _unbroken(numbers: set[int]) -> int:
    count = 0
    while count + 1 in numbers:
        count += 1
    return count
