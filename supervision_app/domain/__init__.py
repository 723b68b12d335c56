"""The practice: what supervision, actions, allocation and a caseload are, as pure rules."""
