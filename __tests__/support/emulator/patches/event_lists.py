"""EventBridge: a pattern looks into lists of objects.

Why: moto compares fields of objects only, so that no pattern on `resources`, where KMS records its keys, ever matched.
AWS also wants the fields of one pattern to be found in the same object of a list; here each may be in another one.
"""

from typing import Any

from moto.events.models import EventPattern

from .patching import replace


def apply() -> None:
    def flatten(node: dict[str, Any], prefix: str = "", result: dict[str, Any] | None = None) -> dict[str, Any]:
        flat = flatten_by_moto(node, prefix, result)
        for name, value in node.items():
            objects = [element for element in value if isinstance(element, dict)] if isinstance(value, list) else []
            for element in objects:
                for path, found in flatten(element, f"{prefix}.{name}" if prefix else name).items():
                    flat.setdefault(path, []).extend(found if isinstance(found, list) else [found])
        return flat

    flatten_by_moto = replace(EventPattern, "_flatten_dict", staticmethod(flatten))
