"""The list of all actions: what SQL finds and how it sorts, against the same rules in plain Python."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.domain.errors import SupervisionError
from supervision_app.domain.identity import tidy
from supervision_app.domain.people import name_key
from supervision_app.services import following_up, people, reading
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.read_models import ActionList, ActionRow, ActionsWanted
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed
from tests.fakes.desks import reading as file_of
from tests.fakes.several_authors import Author

TODAY = MONDAY + timedelta(days=20)
STATES = ("any-open", "accepted", "awaiting", "unowned", "overdue", "closed", "all")
SORTS = ("child", "what", "owner", "due", "holding", "moves", "state")
NAMES = ("Aoife Byrne", "Ben Okafor", "Moira Khan", "Zoë Ågren", "Cara Lin", "Nobody Here")
WORDS = (
    "", "GRAN", "café", "cafe", "CAFÉ", "kai k1", "k1 kai", "school the", "zoë", "moira", "%", "_", "100%", "o'neil",
    "'; drop table action; --", "\\", '"', "a", "1 a", "ring  gran", "not there", "🙂", "straße", "STRASSE",
)  # fmt: skip
WHATS = (
    "Ring Gran", "ring the school", "Café visit, 100% sure", "o'Neil's “plan”_b", "Straße", "a % b", "école", "Zebra",
    "ring\ngran’s sister", "\\ and \" and ' and ;",
)  # fmt: skip
RANKS = ("open", "in-progress", "partly-done", "done", "not-needed", "superseded")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A vault in which actions came to be held in every way there is."""
    made = make_desk(tmp_path_factory.mktemp("list"))
    children = {
        "K1": ("Aoife Byrne", "Kai"),
        "É2": ("Ben Okafor", ""),
        "L3": ("Zoë Ågren", "Élodie"),
        "M4": ("", "kai"),
    }
    load(made, children)
    fill(made, list(children), Random(7))  # noqa: S311 - the same vault each time
    load(made, children | {"K1": ("Ben Okafor", "Kai")}, "LEFTRL")
    people.add_person(made, "Cara Lin", "worker")
    for _ in range(5):
        at_once(made, "K1", "action.accepted/1", {"Ben": False, "Aoife": False, "Cara": True})
        at_once(made, "K1", "action.offered/1", {"Aoife": False, "Ben": False}, again="Aoife")
    people.person_leaves(made, "Zoë", "")
    people.add_person(made, "Ida Stern", "manager")
    yield made
    made.vault.close()


def load(desk: Desk, children: dict[str, tuple[str, str]], reason: str = "") -> None:
    """Bring in who has whom."""
    named = [observed(case, worker, {"name": name} if name else {}) for case, (worker, name) in children.items()]
    import_caseload(desk, FakeCaseload(file_of(named)), ToImport([], reason=reason))


def fill(desk: Desk, children: list[str], draw: Random) -> None:
    """Agree on actions, and let half of what may happen to each happen; what is refused is left."""
    who = ("Aoife", "Ben", "Zoë", "Moira")
    for number in range(60):
        due = MONDAY + timedelta(days=draw.choice((1, 5, 5, 19, 20, 21, 60)))
        what = f"{draw.choice(WHATS)} {number % 3}"
        wanted = ToAgree(draw.choice(children), what, "Why", draw.choice(who), due)
        action = following_up.agree(desk, wanted, said_by=draw.choice(who))
        deeds: list[Callable[[], object]] = [
            lambda action=action: following_up.offer(desk, action, draw.choice(who), "Why"),  # type: ignore[misc]
            lambda action=action: following_up.accept(desk, action, said_by=draw.choice(who)),  # type: ignore[misc]
            lambda action=action: following_up.give_back(desk, action, "Full"),  # type: ignore[misc]
            lambda action=action, due=due: following_up.move(desk, action, due + timedelta(days=9), "Shut"),  # type: ignore[misc]
            lambda action=action: following_up.progress(desk, action, "Rang", state="partly-done"),  # type: ignore[misc]
            lambda action=action: following_up.close(  # type: ignore[misc]
                desk, action, state=draw.choice(RANKS[3:5]), impact="Too early to say"
            ),
        ]
        for deed in draw.sample(deeds, 3):
            attempt(deed)


def at_once(desk: Desk, child: str, kind: str, whom: dict[str, bool], again: str = "") -> None:
    """Let people accept or be offered one action on several devices at once, as the child’s worker or not."""
    action = following_up.agree(desk, ToAgree(child, "Ring twice", "Why", "Moira", TODAY))
    told = desk.vault.ledger.subject(desk.child(child), action)
    for number, name in enumerate(filter(None, (*whom, again))):
        author, person = Author(number), desk.person(name).as_payload()
        manager = desk.owner().as_payload()
        payload = {"by": person, "to": person, "manager": manager, "why": "Why", "as_worker": whom[name]}
        entry = author.write(told[0].stream, action, kind, payload, told)
        desk.vault.ledger.append([author.sign(told[0].stream, entry)], entry.recorded_at)


def attempt(deed: Callable[[], object]) -> None:
    """Do it unless the rules refuse."""
    try:
        deed()
    except SupervisionError:
        return


def shown_with(row: ActionRow) -> set[str]:
    """Return the names shown with an action."""
    return {name for joined in (row.owner, row.awaiting) for name in joined.split(" and ") if name}


def fits(row: ActionRow, wanted: ActionsWanted) -> bool:
    """Say in plain Python whether an action is wanted."""
    is_open = bool(row.holding)
    state = {
        "any-open": is_open,
        "closed": not is_open,
        "all": True,
        "overdue": is_open and row.due < TODAY.isoformat(),
    }.get(wanted.state, row.holding == wanted.state)
    texts = [name_key(text) for text in (f"{row.child} {row.child_name}", row.what, *shown_with(row))]
    words = [name_key(word) for word in tidy(wanted.words).split(" ")]
    spoken = all(any(word in text for text in texts) for word in words)
    return state and spoken and (not wanted.person or wanted.person in shown_with(row))


def plain(text: str) -> str:
    """Return a text in which the letters A to Z are small."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def sort_key(row: ActionRow, sort: str) -> Any:
    """Return what an action is sorted by."""
    waits_for = plain(row.awaiting) if row.holding == "awaiting" else ""
    return {
        "child": plain(f"{row.child_name} ({row.child})" if row.child_name else row.child),
        "what": plain(row.what),
        "owner": plain(row.owner),
        "due": row.due or "9999",
        "holding": (("accepted", "awaiting", "unowned", "").index(row.holding), waits_for),
        "moves": row.moves,
        "state": RANKS.index(row.state),
    }[sort]


def expected(rows: list[ActionRow], wanted: ActionsWanted) -> list[str]:
    """Return the ids of the wanted actions in the wanted order."""
    found = sorted((row for row in rows if fits(row, wanted)), key=lambda row: row.id)
    found.sort(key=lambda row: sort_key(row, wanted.sort), reverse=wanted.down)
    return [row.id for row in found]


def found(desk: Desk, wanted: ActionsWanted) -> list[str]:
    """Return the ids that SQL finds."""
    return [place[1] for place in desk.vault.views.action_order(wanted, TODAY)]


def test_the_vault_has_actions_of_every_sort(desk: Desk) -> None:
    rows = desk.vault.views.actions()
    assert {row.holding for row in rows} == {"accepted", "awaiting", "unowned", ""}
    assert any(" and " in row.owner for row in rows if row.holding == "accepted")
    assert any(row.owner in {"Moira Khan and Ida Stern", "Ida Stern and Moira Khan"} for row in rows)
    assert {"partly-done", "done", "not-needed"} <= {row.state for row in rows}
    assert any(holder.how == "stands in" for row in rows for holder in row.holders)


@pytest.mark.parametrize(("state", "sort"), [*product(STATES, SORTS)])
def test_sql_finds_and_sorts_as_plain_python_does(desk: Desk, state: str, sort: str) -> None:
    rows = desk.vault.views.actions()
    for down, person in product((False, True), ("", *NAMES)):
        wanted = ActionsWanted(state, person, "", sort, down)
        assert found(desk, wanted) == expected(rows, wanted), wanted


@pytest.mark.parametrize("words", WORDS)
def test_words_are_found_as_plain_text(desk: Desk, words: str) -> None:
    wanted = ActionsWanted("all", words=words)
    assert found(desk, wanted) == expected(desk.vault.views.actions(), wanted)


@given(
    wanted=st.builds(
        ActionsWanted,
        st.sampled_from(STATES),
        st.sampled_from(("", *NAMES)),
        st.sampled_from(WORDS) | st.text(max_size=4),
        st.sampled_from(SORTS),
        st.booleans(),
    )
)
def test_any_question_is_answered_as_plain_python_does(desk: Desk, wanted: ActionsWanted) -> None:
    assert found(desk, wanted) == expected(desk.vault.views.actions(), wanted)


def test_those_are_offered_who_are_shown_with_an_action(desk: Desk) -> None:
    rows = desk.vault.views.actions()
    assert desk.vault.views.people_shown() == sorted(set.union(*(shown_with(row) for row in rows)))


def test_pages_have_neither_gaps_nor_doubles(desk: Desk) -> None:
    views = desk.vault.views
    order = views.action_order(ActionsWanted("all"), TODAY)
    pages = [row.id for at in range(0, len(order), 7) for row in views.actions_at(order[at : at + 7])]

    assert pages == [place[1] for place in order]
    assert sorted(pages) == sorted(row.id for row in views.actions())
    assert {row.id: row for row in views.actions_at(order)} == {row.id: row for row in views.actions()}
    assert views.actions_at([order[0], ("no such child", "no such action")]) == views.actions_at(order[:1])
    assert views.actions_at([]) == []


def test_a_long_list_begins_with_one_page(desk: Desk) -> None:
    read = reading.action_list(desk, ActionsWanted("all"))
    assert [row.id for row in read.first] == [place[1] for place in read.order[: reading.PAGE]]
    assert read.recorded

    none = reading.action_list(desk, ActionsWanted("all", words="not there"))
    assert (none.order, none.first, none.recorded) == ((), (), True)


def test_a_vault_without_actions_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = make_desk(tmp_path_factory.mktemp("empty"))
    assert reading.action_list(empty, ActionsWanted()) == ActionList(ActionsWanted())
    assert empty.vault.views.people_shown() == []
    empty.vault.close()


def test_where_nobody_manages_the_post_is_shown_and_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    worker = make_desk(tmp_path_factory.mktemp("post"), name="Wilma Stone", role="worker")
    load(worker, {"K1": ("Wilma Stone", "Kai")})
    action = following_up.agree(worker, ToAgree("K1", "Ring grandma", "Why", "Wilma", date(2026, 12, 1)))
    following_up.give_back(worker, action, "Full")

    assert worker.vault.views.people_shown() == ["The manager of Riverside"]
    for wanted in (ActionsWanted(person="The manager of Riverside"), ActionsWanted(words="riverside")):
        assert found(worker, wanted) == [action]
    assert found(worker, ActionsWanted(person="Wilma Stone")) == []
    worker.vault.close()
