"""Synthetic documents for the tests of the writers."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from supervision_app.services.documents import (
    CaseDocument,
    Details,
    Paragraph,
    Section,
    Subheading,
    Table,
)

ACTIONS = Table(
    caption="Open actions, the longest open first",
    columns=("Action", "Why, and what should be different for Kai", "Owner", "Due", "State"),
    rows=(
        (
            "Arrange a family group conference with the maternal aunt and both grandparents",
            (
                "Kai has asked three times where he will live after the summer. A plan made with "
                "his own family should give him an answer before term starts."
            ),
            "R. Example",
            "14 December 2026 (first 2 November 2026, moved twice)",
            "In progress",
        ),
        (
            "Ask the GP and school nurse for the height and weight chart since January",
            (
                "The last two home visits raised a worry about meals. We should know whether "
                "Kai is growing as expected, and not rely on how he looked on one day."
            ),
            "R. Example",
            "27 November 2026",
            "Open",
        ),
        (
            "Read the 2024 assessment again with Kai's mother and mark what she disputes",
            (
                "She says that the account of the incident is wrong and she has not been shown "
                "the record. Her view should stand beside ours in the file."
            ),
            "J. Sample",
            "4 December 2026",
            "Open, 3 workers",
        ),
        (
            "Confirm the transport to contact on Saturdays",
            (
                "Two contacts were missed because nobody was booked to drive. Kai should see "
                "his sister every second Saturday without fail."
            ),
            "Unowned since 9 November 2026",
            "20 November 2026",
            "Late 3 days",
        ),
        (
            "Book the permanence planning meeting",
            (
                "The second review has passed without a plan for permanence. The meeting should "
                "end with one plan and one plan in parallel, each with a named lead."
            ),
            "M. Placeholder",
            "11 January 2027",
            "Open",
        ),
    ),
)

DISCUSSION = (
    "Kai was seen alone at school on 5 November. He said that he likes the new bedroom and "
    'that he worries when the adults "go quiet". He drew the house with everybody in it, '
    "and put himself on the stairs.\n\n"
    "We talked about what the quiet might mean to him, and what we would see if the safety "
    "plan was working. We do not yet know how evenings go when Mr Example is on late shifts.\n"
    "Next visit: an evening, unannounced."
)

DISCUSSIONS = (
    Subheading("9 November 2026: supervision"),
    Details(
        (
            ("Present", "R. Example (social worker), M. Placeholder (team manager)"),
            ("Written", "9 November 2026, 15:42, by M. Placeholder"),
        )
    ),
    Paragraph(DISCUSSION),
    Subheading("12 October 2026: supervision"),
    Details((("Present", "J. Sample (social worker), M. Placeholder (team manager)"),)),
    Paragraph(
        "The aunt has offered to have Kai at weekends. Her household checks came back clear. "
        "Decision: go ahead from the first weekend of November, look again after four weeks.\n"
        "- what Kai says after each weekend\n- what the aunt notices at bedtime"
    ),
    Subheading("14 September 2026: management oversight, late entry"),
    Paragraph(
        "Recorded on 16 September 2026. The strategy discussion agreed that the threshold "
        "for section 47 was not met; the reasons are in the minutes. Family support goes on."
    ),
)

KAI = CaseDocument(
    title="Case supervision summary: Kai (synthetic)",
    banner="SYNTHETIC DATA: no real child",
    details=(
        ("Child", "Kai (synthetic)"),
        ("Case system id", "SYN-000417"),
        ("Date of birth", "3 March 2017"),
        ("Social worker", "R. Example, since 19 October 2026 (third since January)"),
        ("Team manager", "M. Placeholder"),
        ("Dates covered", "14 September 2026 to 9 November 2026"),
        ("Note type", "Record of supervision discussion; management decision"),
    ),
    sections=(
        Section("What Kai says", (Paragraph("\u201cI want to know where I am sleeping.\u201d"),)),
        Section("Open actions", (ACTIONS,)),
        Section("Discussions", DISCUSSIONS),
        Section("Disputes and challenges", (), "No dispute is recorded."),
        Section("Children named in this record", ()),
    ),
    footer="SYN-000417 · version 2 · written by M. Placeholder, 23 November 2026",
    written_at="2026-11-23T10:15:30+00:00",
    data={"child": {"id": "SYN-000417", "name": "Kai (synthetic)"}, "actions": 5, "open": True},
)


@pytest.fixture
def kai() -> CaseDocument:
    """A realistic document about a child who does not exist."""
    return KAI


@pytest.fixture(scope="session")
def saying() -> Callable[[str], CaseDocument]:
    """Make a document that says one text wherever a text may stand."""

    def document(text: str) -> CaseDocument:
        blocks = (
            Paragraph(text),
            Subheading(text),
            Details(((text, text),)),
            Table(text, (text, "Second"), ((text, text), ("short", text))),
        )
        return replace(
            KAI,
            title=text,
            banner=text,
            footer=text,
            details=((text, text),),
            sections=(Section(text, blocks), Section(text, (), text)),
            data={"text": text},
        )

    return document
