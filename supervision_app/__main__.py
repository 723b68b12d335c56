"""The start: with a command, the command line; without one, the window."""

import sys


def main() -> None:
    """Run the command that was given."""
    from supervision_app.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
