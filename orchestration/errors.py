"""What a person is told instead of a traceback, and the exit status that goes with it."""

from __future__ import annotations


class Trouble(Exception):
    """Something a person can act on; the text names what was found, what was expected and what to do."""

    exit_status = 1


class WrongUsage(Trouble):
    """A command line, setting or query that cannot be carried out as it stands."""

    exit_status = 2
