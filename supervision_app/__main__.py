"""The start: with a command, the command line; without one, the window."""

import sys

from supervision_app.bootstrap import leave_no_dumps


def main() -> None:
    """Run the command that was given, or open the window where none was."""
    arguments = sys.argv[1:]
    leave_no_dumps()
    if "--self-test" in arguments[:1]:
        from ui.self_test import run as prove

        sys.exit(prove())
    if "--demo" in arguments[:1]:
        from ui.demonstration import run as open_demonstration

        sys.exit(open_demonstration(arguments))
    if not arguments or arguments[0] == "--vault":
        from ui.main import run as open_window

        sys.exit(open_window(arguments))
    from supervision_app.cli.app import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
