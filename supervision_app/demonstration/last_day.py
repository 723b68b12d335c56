"""The last day of the story: one child's change of worker step by step, and a session that waits to be gone on with."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta

from supervision_app.demonstration import talk
from supervision_app.demonstration.cast import FAMILY_FINDER, MANAGER, CastChild
from supervision_app.demonstration.session import Meeting
from supervision_app.demonstration.story import LEFT_WAITING, Story
from supervision_app.domain import agreements, sessions
from supervision_app.domain.discussions import IN_DEPTH
from supervision_app.services import allocating, following_up, reading, sealing
from supervision_app.services import sessions as going_on
from supervision_app.services.following_up import ToAgree
from supervision_app.services.read_models import ChildRow
from supervision_app.services.sealing import SealedRecord
from supervision_app.services.sessions import OpenSession

Say = Callable[[str], None]


def change_of_worker(story: Story, kai: CastChild, say: Say) -> None:
    """Five open actions: three the worker's, one the manager's, one the family finder's. Three go to the new worker."""
    outgoing, new, desk = kai.worker, "Ben Okafor", story.desk
    _last_session(story, kai)
    say(f"  {outgoing}’s last session is sealed. Each child has a record of their own; {outgoing} has read it.")
    say(f"  Kai has five open actions: three are {outgoing}’s, one is {MANAGER}’s, one is {FAMILY_FINDER}’s.")
    moved = allocating.allocate_child(desk, kai.id, new, "LEFTRL")
    kai.worker = new
    say(f"  {outgoing} leaves. Kai goes to {new}: {len(moved.offered)} actions are offered to {new}, the others stay.")
    first, second, third = moved.offered
    later = desk.today() + timedelta(days=21)
    following_up.accept(desk, first, said_by=new)
    following_up.accept(desk, second, due=later, why=talk.KAI["later"], said_by=new)
    following_up.give_back(desk, third, talk.KAI["returned"], said_by=new)
    following_up.offer(desk, third, new, talk.KAI["offered_again"])
    say(f"  {new} accepts one, accepts one with a later date and a reason, and returns one; the manager decides.")
    held = Counter(row.holding for row in reading.actions(desk, child=kai.id, state="any-open"))
    say(f"  Kai’s open actions now: {in_order(held)}. None was closed, and each has somebody who answers for it.")
    _add_to_it(story, kai, outgoing)
    say(f"  {outgoing} adds a sentence to the sealed record, which itself stays as it is.")
    story.bring_in("")


def in_order(held: Mapping[str, int]) -> str:
    """Return counts in words, in the order of what is counted."""
    return ", ".join(f"{count} {holding}" for holding, count in sorted(held.items()))


def _last_session(story: Story, kai: CastChild) -> None:
    """Hold the outgoing worker's last session; Kai is talked about in depth."""
    instead = {kai.id: lambda opened, row: _about_kai(story, opened, row)}
    Meeting(story.desk, story.clock, story.cast.chance, instead).hold(kai.worker)
    story.sessions += 1


def _about_kai(story: Story, opened: OpenSession, row: ChildRow) -> dict[str, str]:
    """Close what was open, agree five actions, and return what is typed."""
    desk, worker = story.desk, opened.worker.name
    for open_action in reading.actions(desk, child=row.id, state="any-open"):
        following_up.close(desk, open_action.id, state="superseded", impact=talk.KAI["superseded"])
    due = desk.today() + timedelta(days=14)
    for what, owner in zip(talk.KAI_ACTIONS, (worker, worker, worker, MANAGER, FAMILY_FINDER), strict=True):
        why, difference = talk.KAI["why"], talk.KAI["difference"]
        wanted = ToAgree(row.id, what, why, owner, due, difference, setting=agreements.SUPERVISION)
        following_up.agree(desk, wanted, said_by=owner)
    stages = opened.guide.asked_with_each_child()
    return {
        **{sessions.field_of_stage(stage, row.stream): talk.KAI_SAID[stage.code] for stage in stages},
        sessions.field_of(sessions.DECISION, row.stream): talk.KAI["decision"],
        sessions.field_of(sessions.REASONS, row.stream): talk.KAI["reasons"],
    }


def _add_to_it(story: Story, kai: CastChild, worker: str) -> None:
    story.clock.pass_by(15)
    discussion = max(reading.child_page(story.desk, kai.id).discussions, key=lambda one: one.recorded_at)
    sealing.add_to(story.desk, SealedRecord(discussion.stream, discussion.id), talk.KAI["added"], said_by=worker)


def leave_one_begun(story: Story, say: Say) -> None:
    """Begin a session and type some of it; the window has something to go on with."""
    desk = story.desk
    story.clock.pass_by(5)
    opened = Meeting(desk, story.clock, story.cast.chance).begin(LEFT_WAITING)
    with_actions = [row for row in opened.children if row.open_actions]
    row = (with_actions or opened.children)[0]
    stages = {stage.code: stage for stage in opened.guide.stages}
    fields = {
        sessions.field_of(sessions.DEPTH, row.stream): IN_DEPTH,
        sessions.AT: row.stream,
        **{sessions.field_of_stage(stages[code], row.stream): text for code, text in talk.BEGUN_SAID.items()},
        sessions.field_of_stage(stages["how-you-are"], ""): talk.BEGUN["how_you_are"],
    }
    if waiting := desk.vault.views.actions(child=row.stream, state="any-open"):
        fields |= {
            sessions.field_of(sessions.WORD, waiting[0].id): talk.BEGUN["note"],
            sessions.field_of(sessions.STATE, waiting[0].id): "in-progress",
        }
    going_on.keep(desk, opened.session.draft, fields)
    say(
        f"\nOne session, with {LEFT_WAITING}, was begun and not sealed: what was typed is kept and can be gone on with."
    )
