"""Replacing methods of moto, safely: another release of moto may have moved them."""

import sys
from collections.abc import Callable
from typing import Any

import moto


def replace(owner: type, name: str, function: Callable) -> Callable:
    """Puts `function` in the place of a method and returns the method that was there."""
    original = getattr(owner, name, None)
    if original is None:
        sys.exit(f"moto {moto.__version__} has no {owner.__name__}.{name} to mend: pip install 'moto[server]==5.2.1'")
    setattr(owner, name, function)
    return original


def provide(owner: type, name: str, function: Callable) -> None:
    """Adds a method that moto lacks. A release that has learned it keeps its own."""
    if not hasattr(owner, name):
        setattr(owner, name, function)


def per_region() -> Callable[[Any], dict]:
    """A store for what an account keeps in one region, found from moto's response object."""
    stores: dict[tuple[str, str], dict] = {}
    return lambda response: stores.setdefault((response.current_account, response.region), {})
