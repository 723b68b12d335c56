"""Words that somebody added: kept in the vault, outside the ledger."""

import pytest

from supervision_app.domain.errors import InputRefused
from supervision_app.services.desk import Desk
from supervision_app.services.spelling import add_own_word, known_here, own_words


def test_words_are_added_and_stay_in_the_vault(desk: Desk) -> None:
    before = desk.vault.check().entries
    assert own_words(desk) == frozenset()
    assert add_own_word(desk, " Saoirse ") == "Saoirse"
    assert add_own_word(desk, "Aoife’s") == "Aoife's"
    add_own_word(desk, "Saoirse")

    assert own_words(desk) == {"Saoirse", "Aoife's"}
    assert desk.vault.check().entries == before


@pytest.mark.parametrize("word", ["", "  ", "two words", "x" * 41])
def test_what_is_no_single_word_is_refused(desk: Desk, word: str) -> None:
    with pytest.raises(InputRefused, match="One word is added at a time"):
        add_own_word(desk, word)


def test_the_names_of_this_vault_are_known_part_by_part(team: Desk) -> None:
    add_own_word(team, "Saoirse")

    assert {"Kai", "Mia", "Aoife", "Byrne", "Okafor", "Moira", "Saoirse"} <= known_here(team)
