"""What can be wrong with an entry, a commit or a chain."""


class LedgerFault(Exception):
    """An entry, commit or chain does not hold together; the message says which and how."""
