"""What pages show and do, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from supervision_app.services.desk import Desk
from supervision_app.services.read_models import ActionList, ActionPlace, ActionRow
from tests.fakes.desks import make_desk
from ui.actions.presenter import STATES, ActionsPresenter
from ui.finding.presenter import Choice, FindingPresenter, Leads, fitting
from ui.first_start.presenter import DONE, PASSPHRASE, RECOVERY, WHO, FirstStartPresenter, Who
from ui.shared.asking import AtOnce
from ui.shared.typing_back import TypingBack, two_of

KEY = "K7QM-2XTD-9HBA"
MOIRA = Who("Moira Khan", "manager", "Riverside", "Demonshire")


@dataclass
class Shown:
    """A page that remembers what it was told."""

    step: int = -1
    words: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    sentence: str = ""
    asked: Sequence[int] = ()
    rows: Sequence[ActionRow] = ()
    workers: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    waits: list[bool] = field(default_factory=list)

    def show_step(self, number: int, _title: str, _progress: str) -> None:
        self.step = number

    def offer_words(self, passphrase: str) -> None:
        self.words.append(passphrase)

    def show_recovery_key(self, _key: str, asked: Sequence[int]) -> None:
        self.asked = asked

    def wait(self, sentence: str) -> None:
        self.waits.append(bool(sentence))

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        self.problems = list(problems)

    def problem(self, sentence: str) -> None:
        self.sentence = sentence

    def show_actions(self, found: ActionList, said: str) -> None:
        self.rows, self.sentence = found.first, said

    def show_rows(self, _places: Sequence[ActionPlace], rows: Sequence[ActionRow]) -> None:
        self.rows = rows

    def offer_workers(self, names: Sequence[str]) -> None:
        self.workers = names

    def show_choices(self, choices: Sequence[Choice], said: str) -> None:
        self.choices, self.sentence = choices, said


def made(_who: Who, _typed: str, done: Callable[[str], None], _refused: Callable[[str], None]) -> None:
    """Make a vault at once."""
    done(KEY)


def refused(_who: Who, _typed: str, _done: Callable[[str], None], refuse: Callable[[str], None]) -> None:
    """Refuse to make a vault."""
    refuse("The disk is full.")


def first_start(view: Shown, makes: Callable[..., None] = made) -> FirstStartPresenter:
    """Return the presenter of the first start on its first step."""
    typing_back = TypingBack(lambda _number: [1, 3])
    presenter = FirstStartPresenter(
        view, lambda: "five words", makes, lambda done, _refused: done(), lambda: None, typing_back
    )
    presenter.begin()
    return presenter


def test_every_missing_answer_is_named_and_nothing_goes_on() -> None:
    view = Shown()
    first_start(view).say_who(Who("", "", " ", "..."))

    assert [name for name, _ in view.problems] == ["name", "role", "team", "authority"]
    assert view.step == WHO


def test_the_passphrase_is_long_enough_and_typed_twice_alike() -> None:
    view = Shown()
    presenter = first_start(view)
    presenter.say_who(MOIRA)
    presenter.choose("short", "short")
    assert [name for name, _ in view.problems] == ["passphrase"]
    presenter.choose("long enough", "long enougj")
    assert [name for name, _ in view.problems] == ["again"]
    assert view.step == PASSPHRASE
    presenter.back()
    assert view.step == WHO


def test_a_vault_that_cannot_be_made_says_so_and_can_be_tried_again() -> None:
    view = Shown()
    presenter = first_start(view, refused)
    presenter.say_who(MOIRA)
    presenter.choose("long enough", "long enough")

    assert view.sentence == "The disk is full."
    assert view.waits == [True, False]
    assert view.step == PASSPHRASE


def test_two_groups_of_the_recovery_key_are_typed_back_however_they_are_spelt() -> None:
    view = Shown()
    presenter = first_start(view)
    presenter.say_who(MOIRA)
    presenter.choose("long enough", "long enough")
    assert (view.step, view.asked) == (RECOVERY, [1, 3])
    presenter.type_back(["k7qm", "9HBB"])
    assert [name for name, _ in view.problems] == ["group 2"]
    presenter.back()
    assert view.step == RECOVERY
    presenter.type_back([" k7 qm", "9hba"])
    assert view.step == DONE


def test_an_action_is_found_and_leads_to_its_child(asking: AtOnce) -> None:
    view, went = Shown(), list[str]()
    presenter = FindingPresenter(view, asking, [], Leads(went.append))
    presenter.begin()
    presenter.search("chase the sch")
    assert (view.choices[0].text, view.choices[0].sort) == ("Chase the school, Kai", "Action")
    view.choices[0].leads()
    assert went == ["K1"]


def test_during_a_session_only_that_workers_children_are_found(asking: AtOnce, small_desk: Desk) -> None:
    view = Shown()
    worker = small_desk.person("Aoife Byrne").id
    presenter = FindingPresenter(view, asking, [], Leads(print, print, worker))
    presenter.begin()

    assert {(one.text, one.sort) for one in presenter.known} == {
        ("Kai (K1)", "Child"),
        ("Ask the grandparents whether family time could be at their home, and write down…, Kai", "Action"),
        ("Chase the school, Kai", "Action"),
    }


def test_two_different_groups_are_drawn() -> None:
    assert all(1 <= one < two <= 9 for one, two in (two_of(9) for _ in range(50)))


def test_actions_are_kept_by_state_person_and_words(asking: AtOnce) -> None:
    view = Shown()
    presenter = ActionsPresenter(view, asking)
    presenter.begin()
    found = {}
    for state in STATES:
        presenter.choose_state(state)
        found[state] = len(view.rows)
    expected = {"any-open": 3, "accepted": 2, "awaiting": 1, "unowned": 0, "overdue": 1, "closed": 1, "all": 4}

    assert found == expected
    assert view.workers == ["Aoife Byrne", "Ben Okafor", "Moira Khan"]
    presenter.choose_worker("Aoife Byrne")
    presenter.search("SCHOOL")
    assert [row.what for row in view.rows] == ["Chase the school"]
    presenter.search("nothing of the sort")
    assert view.sentence == "No action fits what you asked for."


def test_a_vault_without_actions_says_where_they_come_from(tmp_path: Path) -> None:
    view, desk = Shown(), make_desk(tmp_path)
    presenter = ActionsPresenter(view, AtOnce(desk))
    presenter.choose_state("all")
    desk.vault.close()

    assert view.sentence == "No actions yet. Agree one from a child’s page."


def test_children_people_and_commands_are_found_by_a_few_letters(asking: AtOnce) -> None:
    view, went = Shown(), []
    lock = Choice("Lock", "Command", lambda: went.append("lock"))
    presenter = FindingPresenter(view, asking, [lock], Leads(went.append, went.append))
    presenter.begin()
    presenter.search("kai")
    view.choices[0].leads()
    presenter.search("aoif")
    assert (view.choices[0].text, view.choices[0].sort) == ("Aoife Byrne", "Person")
    presenter.search("lck")
    view.choices[0].leads()
    presenter.search("§§§")

    assert went == ["K1", "lock"]
    assert view.sentence == "Nothing fits these letters."


def test_with_no_letters_the_commands_come_first() -> None:
    choices = [Choice(str(number), "Command", lambda: None) for number in range(40)]

    assert fitting(choices, " ") == choices[:12]
