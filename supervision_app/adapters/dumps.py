"""No memory dumps: what a program leaves behind when it breaks would hold everything that was on the screen."""

import sys

try:
    import resource
except ImportError:  # Windows has none: its own settings decide there
    resource = None  # type: ignore[assignment]

_ONE_BYTE = 1
"""With this limit Linux neither writes a dump nor hands it to a program that collects them; with none it still does."""


def leave_no_dumps() -> None:
    """Tell this computer to write no dump of this process; on Windows nothing is told."""
    if not hasattr(resource, "setrlimit"):
        return
    least = _ONE_BYTE if sys.platform == "linux" else 0
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    limit = least if hard == resource.RLIM_INFINITY else min(least, hard)
    resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
