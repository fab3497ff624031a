"""The command line for every test here."""

from command_line import nexos

__all__ = ["nexos"]
