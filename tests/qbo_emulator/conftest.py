"""The emulator is tested through HTTP only."""

from emulator_process import _private_process, emulator, private_emulator

__all__ = ["_private_process", "emulator", "private_emulator"]
