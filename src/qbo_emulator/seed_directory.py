"""A folder of raw QuickBooks objects as a company: per entity one `<Entity>.json`, a list or a single object."""

from collections.abc import Iterator
from pathlib import Path

from qbo_emulator.store.books import NotAnObject
from qbo_emulator.store.text import Json, decode, raw_list
from qbo_emulator.world import Company, World


class UnusableSeed(Exception):
    """The message is a sentence naming the file and what is wrong with it."""


def seed_from(world: World, directory: Path) -> Company:
    """A new company holding the folder's objects exactly as they are; named by its CompanyInfo, else by the folder.

    If the world has a company from this folder already (it came from a state file), it is that one, as it has become
    since. Raises UnusableSeed; the world is unchanged then.
    """
    origin = f"folder {directory.resolve()}"
    for company in world.companies():
        if company.origin == origin:
            return company
    name = directory.resolve().name
    files = _files(directory)

    def fill(company: Company) -> None:
        try:
            company.seed({file.stem: _objects(file) for file in files})
        except NotAnObject as problem:
            raise UnusableSeed(f"{directory}: {problem}.") from None

    return world.add_company(name=name, furnished=False, origin=origin, fill=fill)


def _files(directory: Path) -> list[Path]:
    try:
        files = sorted(directory.glob("*.json")) if directory.is_dir() else []
    except OSError as error:
        raise UnusableSeed(f"The seed folder {directory} cannot be read: {error.strerror}.") from None
    if not files:
        raise UnusableSeed(f"The seed folder {directory} does not exist or holds no <Entity>.json file.")
    return files


def _objects(file: Path) -> Iterator[Json]:
    """One after the other: a large file is held as text, never whole as objects."""
    try:
        content = raw_list(file.read_bytes())
        for row in content:
            yield decode(row)
    except OSError as error:
        raise UnusableSeed(f"{file} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise UnusableSeed(f"{file} is not a JSON object or a list of {file.stem} objects: {error}.") from None
