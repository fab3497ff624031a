"""Entry point of the `nexos` command."""

import argparse
import os
import sys
from collections.abc import Sequence

from nexos.cli import accounts, demo, migrate, quickbooks, serve, worker
from nexos.cli.memory import give_back_large_blocks
from nexos.kit.errors import InvalidInput, NexosError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; an expected error is one line on stderr and exit status 2."""
    parser = argparse.ArgumentParser(prog="nexos", description="NEXOS CORE's QuickBooks Online side.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for area in (demo, serve, worker, migrate, accounts, quickbooks):
        area.add_commands(commands)
    given = parser.parse_args(arguments)
    give_back_large_blocks()
    os.umask(0o077)  # a business's books: what we write is for our own user alone
    try:
        return int(given.run(given) or 0)
    except InvalidInput as error:
        for field, sentence in error.fields.items():
            print(f"nexos: {field}: {sentence}", file=sys.stderr)
    except NexosError as error:
        print(f"nexos: {error.message}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main())
