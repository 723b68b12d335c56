"""The rules that ship are whole, and a council's own stand in their place."""

from pathlib import Path

import pytest

from supervision_app import bootstrap
from supervision_app.adapters.policy import policy_folder
from supervision_app.adapters.reference import ShippedReference
from supervision_app.adapters.retention import read_retention
from supervision_app.domain.retention import KNOWN_FROM

OWN = """
kind = "drafts"
name = "Drafts"
after = "typed"
amount = {}
unit = "days"
source = "Our schedule, line 12"
confidence = "local"
"""


def test_there_is_a_rule_for_each_kind_with_its_source() -> None:
    read = ShippedReference().retention()

    assert {rule.kind for rule in read.rules} == set(KNOWN_FROM)
    assert read.faults == ()
    for rule in read.rules:
        assert len(rule.source) > 40
        assert rule.confidence in {"read", "assumption"}
        assert not rule.own


def test_a_councils_own_rule_counts_and_that_of_the_policy_most(tmp_path: Path) -> None:
    beside, policy = tmp_path / "beside", tmp_path / "policy"
    for folder, amount in ((beside, 30), (policy, 60)):
        folder.mkdir()
        (folder / "drafts.toml").write_text(OWN.format(amount), encoding="utf-8-sig")
    (drafts,) = [rule for rule in read_retention([beside]).rules if rule.kind == "drafts"]
    assert (drafts.amount, drafts.unit, drafts.own, drafts.source) == (30, "days", True, "Our schedule, line 12")
    (drafts,) = [rule for rule in read_retention([beside, policy]).rules if rule.kind == "drafts"]

    assert drafts.amount == 60
    assert len(read_retention([tmp_path / "none"]).rules) == len(KNOWN_FROM)


@pytest.mark.parametrize(
    "content",
    [
        b"amount = ",
        OWN.format(0).encode(),
        b"\xff\xfe",
        OWN.format("[" * 3_000).encode(),
        OWN.format("9" * 5_000).encode(),
    ],
    ids=["cut", "nothing", "no text", "deep", "long"],
)
def test_a_file_with_a_mistake_is_told_and_the_shipped_rule_stays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.toml").write_bytes(content)
    read = read_retention([tmp_path])

    assert not any(rule.own for rule in read.rules)
    [fault] = read.faults
    assert str(tmp_path / "mine.toml") in fault
    assert fault.endswith("Put it right, or take it out.")


def test_they_are_looked_for_beside_the_vault_and_beside_the_policy() -> None:
    assert bootstrap.retention_folders() == [
        bootstrap.default_vault().with_name("retention"),
        policy_folder() / "retention",
    ]
