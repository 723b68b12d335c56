"""The people of the team: who is here, what they have, who joins and who leaves."""
