"""A folder of raw QuickBooks objects as a company: per entity one `<Entity>.json`, a list or a single object."""

from pathlib import Path

from qbo_emulator.store.books import NotAnObject
from qbo_emulator.store.text import Json, decode
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
    entities = _read(directory)
    _check(entities, directory)
    name = directory.resolve().name
    return world.add_company(name=name, furnished=False, origin=origin, fill=lambda company: company.seed(entities))


def _read(directory: Path) -> dict[str, list[Json]]:
    try:
        files = sorted(directory.glob("*.json")) if directory.is_dir() else []
        texts = {file: file.read_bytes() for file in files}
    except OSError as error:
        raise UnusableSeed(f"The seed folder {directory} cannot be read: {error.strerror}.") from None
    if not files:
        raise UnusableSeed(f"The seed folder {directory} does not exist or holds no <Entity>.json file.")
    entities = {}
    for file, text in texts.items():
        try:
            content = decode(text)
        except ValueError as error:
            raise UnusableSeed(f"{file} is not JSON: {error}.") from None
        entities[file.stem] = [content] if isinstance(content, dict) else content
    return entities


def _check(entities: dict[str, list[Json]], directory: Path) -> None:
    for entity, objects in entities.items():
        if not isinstance(objects, list):
            raise UnusableSeed(f"{directory / entity}.json must hold a list of {entity} objects.")
    try:
        # On a company of its own, so that a mistake in a late file leaves nothing behind.
        World().add_company(furnished=False).seed(entities)
    except NotAnObject as problem:
        raise UnusableSeed(f"{directory}: {problem}.") from None
