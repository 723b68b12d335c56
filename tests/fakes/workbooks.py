"""Annex A workbooks as councils send them: right, and dirty. Every name in them is invented."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

COMMON = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
LAST = ("Allocated Team", "Allocated Worker")

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "6": (
        *COMMON,
        "Does the Child have a Disability",
        "CIN Start Date",
        "Primary Need Code",
        "Date Child Was Last Seen",
        "CIN Closure Date",
        "Reason for Closure",
        "Case Status",
        *LAST,
    ),
    "7": (
        *COMMON,
        "Does the Child have a Disability",
        "Child Protection Plan Start Date",
        "Initial Category of Abuse",
        "Latest Category of Abuse",
        "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?",
        "Date of latest review conference",
        "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans",
        *LAST,
    ),
    "8": (
        *COMMON,
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
        "Does the Child have a Disability",
        "Date Started to be Looked After",
        "Child’s Category of Need",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        "Start date of current legal status",
        "Child’s Legal Status",
        "Date of Latest Statutory Review",
        "Date of Last Social Work Visit",
        "What is the permanence plan for this child?",
        "Date of Last IRO Visit / Contact to the Child",
        "Date of Last Health Assessment",
        "Date of Last Dental Check",
        "Number of Placements in the Last 12 months",
        "Date Ceased to be Looked After",
        "Reason Ceased to be Looked After",
        "Start Date of Most Recent Placement",
        "Placement Type",
        "Placement Provider",
        "Placement postcode",
        "URN of Placement",
        "Placement Location",
        "LA of Placement",
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        *LAST,
    ),
    "9": (
        *COMMON,
        *LAST,
        "Eligibility Category",
        "LA in Touch",
        "Type of Accommodation",
        "Suitability of Accommodation",
        "Activity Status",
    ),
}
"""The headings of each list as published, with the curly quotes and the doubled bracket of real files."""

SQUASHED: Mapping[str, tuple[str, ...]] = {
    "6": (
        *("ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", "HasDisability", "CINStartDate"),
        *("PrimaryNeedCode", "DateChildLastSeen", "CINClosureDate", "ReasonForClosure", "CaseStatus"),
        *("AllocatedTeam", "AllocatedWorker"),
    ),
    "7": (
        *("ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", "HasDisability"),
        *("ChildProtectionPlanStartDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse"),
        *("DateOfLastStatutoryVisit", "ChildSeenAlone", "DateOfLatestReviewConf", "ChildProtectionPlanEndDate"),
        *("ProtectionLastSixMonths", "NumberOfPreviousChildProtectionPlans", "AllocatedTeam", "AllocatedWorker"),
    ),
    "8": (
        *("ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", "UASC", "HasDisability"),
        *("LoookedAfterStartDate", "ChildCategoryOfNeed", "SubsequentLACEpisodeLast12Months"),
        *("MostRecentLegalStatusStart", "LegalStatus", "LatestStatutoryReviewDate", "LastSocialWorkVisitDate"),
        *("PermanencePlan", "LastIROVisitDate", "LastHealthAssessmentDate", "LastDentalCheckDate"),
        *("PlacementsLast12Months", "CeasedLookedAfterDate", "ReasonCeasedLookedAfter"),
        *("MostRecentPlacementStartDate", "PlacementType", "PlacementProvider", "PlacementPostcode", "PlacementURN"),
        *("EpisodesChildMissingFromPlacement", "EpisodesChildAbsentFromPlacement"),
        *("ChildOfferedReturnInterviewAfterLastMFH", "ChildAcceptedReturnInterviewAfterLastMFH"),
        *("AllocatedTeam", "AllocatedWorker"),
    ),
    "9": (
        *("ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", "AllocatedTeam", "AllocatedWorker"),
        *("AllocatedPersonalAdvisor", "EligibilityCategory", "LatestPathwayPlan", "LAInTouch", "LatestContact"),
    ),
}
"""The headings that the Standard Safeguarding Dataset's script writes."""

Sheets = Mapping[str, Sequence[Sequence[Any]]]


def listed(
    number: str, *children: Mapping[str, Any], headings: Mapping[str, tuple[str, ...]] = HEADINGS
) -> list[list[Any]]:
    """Return the rows of one list under its headings; each child is given by heading."""
    names = headings[number]
    for child in children:
        stray = set(child) - set(names)
        assert not stray, f"List {number} has no {stray}"
    return [list(names), *([child.get(name) for name in names] for child in children)]


def write(path: Path, sheets: Sheets) -> Path:
    """Write a workbook of these sheets and return its path."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def in_need(case_id: Any, **more: Any) -> dict[str, Any]:
    """Return a child of List 6; `more` is by fact."""
    return _child(case_id, more, _IN_NEED)


def protected(case_id: Any, **more: Any) -> dict[str, Any]:
    """Return a child of List 7; `more` is by fact."""
    return _child(case_id, more, _PROTECTED)


def in_care(case_id: Any, **more: Any) -> dict[str, Any]:
    """Return a child of List 8; `more` is by fact."""
    return _child(case_id, more, _IN_CARE)


def leaving(case_id: Any, **more: Any) -> dict[str, Any]:
    """Return a young person of List 9; `more` is by fact."""
    return _child(case_id, more, {"leaving_care": "Eligibility Category"})


def _child(case_id: Any, more: Mapping[str, Any], headings: Mapping[str, str]) -> dict[str, Any]:
    names = {**_SHARED, **headings}
    return {"Child Unique ID": case_id, **{names[fact]: value for fact, value in more.items()}}


_SHARED = {"born": "Date of Birth", "team": "Allocated Team", "worker": "Allocated Worker", "gender": "Gender"}
_IN_NEED = {
    "started": "CIN Start Date",
    "seen": "Date Child Was Last Seen",
    "closed": "CIN Closure Date",
    "status": "Case Status",
}
_PROTECTED = {
    "started": "Child Protection Plan Start Date",
    "category": "Latest Category of Abuse",
    "visit": "Date of the Last Statutory Visit",
    "review": "Date of latest review conference",
    "ended": "Child Protection Plan End Date",
}
_IN_CARE = {
    "started": "Date Started to be Looked After",
    "legal": "Child’s Legal Status",
    "legal_started": "Start date of current legal status",
    "review": "Date of Latest Statutory Review",
    "visit": "Date of Last Social Work Visit",
    "plan": "What is the permanence plan for this child?",
    "iro": "Date of Last IRO Visit / Contact to the Child",
    "ended": "Date Ceased to be Looked After",
    "ended_reason": "Reason Ceased to be Looked After",
    "placed": "Start Date of Most Recent Placement",
    "placement": "Placement Type",
    "postcode": "Placement postcode",
}


_NORTH, _SOUTH = "North Team", "South Team"
_DANA, _AOIFE, _BEN = "Dana Hughes", "Aoife Brennan", "Ben Okoro"
_CLEAN: Sheets = {
    "List 6": listed(
        "6",
        in_need("CH1001", born=date(2015, 3, 9), started=date(2026, 5, 1), team=_NORTH, worker=_DANA),
        in_need("CH1002", born=date(2019, 7, 21), started=date(2026, 8, 14), team=_SOUTH, worker=_BEN),
    ),
    "List 7": listed(
        "7",
        protected(
            "CH1003",
            born=date(2018, 1, 30),
            started=date(2026, 4, 22),
            category="a) Neglect",
            visit=date(2026, 11, 2),
            team=_NORTH,
            worker=_AOIFE,
        ),
    ),
    "List 8": listed(
        "8",
        in_care(
            "CH1004",
            born=date(2014, 12, 5),
            started=date(2026, 7, 27),
            legal="C1: ICO",
            legal_started=date(2026, 7, 29),
            placement="a) U1: Foster placement - relatives - long term",
            placed=date(2026, 7, 27),
            visit=date(2026, 10, 19),
            team=_NORTH,
            worker=_DANA,
        ),
        in_care("CH1005", born=date(2012, 6, 18), started=date(2025, 2, 3), legal="C2: FCO", team=_SOUTH, worker=_BEN),
    ),
    "List 9": listed(
        "9", leaving("CH1006", born=date(2008, 9, 1), leaving_care="a) Relevant child", team=_SOUTH, worker=_BEN)
    ),
}


def clean(path: Path) -> Path:
    """Write a small workbook without a fault: six children, two teams, three workers."""
    return write(path, _CLEAN)


DIRTY_CHILDREN = ("12598894", "12598895", "CH1003", "CH1004", "CH1007", "CH1008")
"""The ids that can be loaded from the dirty workbook."""

DIRTY_REFUSED_ROWS = (("List 6", 5), ("List 7", 7), ("List 8", 8), ("List 8", 9))
"""The rows of the dirty workbook that cannot be loaded, by sheet and number."""

DIRTY_REFUSED_LISTS = ("8 Children in care",)
"""The sheets of the dirty workbook that are named like a list and have no column of ids."""

DIRTY_REFUSED_CELLS = (("List 8", 6), ("List 8", 7), ("List 8", 7))
"""The cells of the dirty workbook that cannot be loaded, by sheet and row."""


_NBSP = "\u00a0"
_DIRTY: Sheets = {
    "Cover": [["Annex A", "North Council"], ["Run on", datetime(2026, 11, 20, 7, 30)]],  # noqa: DTZ001
    "List 1": [["Child Unique ID", "Date of Contact"], ["CH9001", date(2026, 9, 1)]],
    "List 6": listed(
        "6",
        in_need(
            12598894.0,
            started=date(2026, 3, 2),
            status="c) Child in need plan",
            team="North Team",
            worker="#N/A",
        ),
        in_need("12598895 ", born="09/03/2015", started="01/04/2026", worker=f"Dana{_NBSP}Hughes", team="North Team"),
        {},
        in_need(None, born=date(2016, 2, 2), worker="Dana Hughes"),
    ),
    "List 7": [
        ["List 7: Child protection"],
        [],
        *listed(
            "7",
            protected(
                12598894,
                started=date(2026, 5, 5),
                category="Neglect",
                visit=date(2026, 4, 1),
                worker="Ben Okoro",
            ),
            protected("CH1003", gender="b) Female", started=46000, team="North Team", worker="Aoife Brennan"),
            protected("ch1003", started=date(2024, 1, 8), ended=date(2024, 9, 8), worker="Ben Okoro"),
            protected("Total: 3"),
        ),
    ],
    "8 Children in care": [["not Annex A: an old copy"]],
    "List 8": listed(
        "8",
        in_care(
            "CH1004",
            started="27 July 2026",
            legal="V2: Single period under S20",
            placement="k) P1: Placed with parents",
            plan="b) Adoption",
            postcode="nope",
            worker="Dana Hughes",
            team="North Team",
        ),
        in_care(
            "12598895",
            started=date(2026, 9, 9),
            plan="PSRMEM - Support with memory and cognition",
            worker="Ben Okoro",
        ),
        in_care(" CH1007", started="2026-01-15 00:00:00", plan="", legal="#REF!", worker="Dana Hughes"),
        {},
        in_care("CH1008", started="31/02/2026", legal="C9: something", worker="Dana Hughes"),
        in_care("CH1007", started="soon", visit="13/2026", ended=date(2025, 12, 24), worker="Dana Hughes"),
        in_care("CH1010", born=date(2015, 5, 5), started=date(2026, 2, 2)),
        in_care("CH1010", born=date(2016, 5, 5), started=date(2026, 2, 2)),
    ),
}


def dirty(path: Path) -> Path:
    """Write a workbook with the dirt that real files have; the constants above say what comes of it."""
    return write(path, _DIRTY)
