"""What moto 5.2.1 lacks or does differently from AWS. Each module mends one thing, and says what and why."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

FOUND = iter_modules([str(Path(__file__).parent)])

PATCHES = [import_module(f"{__name__}.{module.name}") for module in FOUND if module.name != "patching"]
