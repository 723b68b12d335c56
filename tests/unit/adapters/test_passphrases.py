"""Passphrases that are offered."""

import re

from supervision_app.adapters.keys.passphrases import suggest_passphrase
from supervision_app.adapters.word_list import common_words


def test_five_words_of_the_list_are_offered_and_others_the_next_time() -> None:
    offered = {suggest_passphrase() for _ in range(20)}

    assert len(offered) == 20
    assert all(len(words.split(" ")) == 5 and set(words.split(" ")) <= set(common_words()) for words in offered)


def test_the_list_is_long_enough_and_holds_short_words_of_plain_letters() -> None:
    words = common_words()

    assert len(words) == len(set(words)) >= 2_000
    assert [word for word in words if not re.fullmatch("[a-z]{4,7}", word)] == []


def test_the_list_holds_no_word_that_hurts() -> None:
    assert set(common_words()) & {"abuse", "death", "kill", "murder", "rape", "shit", "victim"} == set()
