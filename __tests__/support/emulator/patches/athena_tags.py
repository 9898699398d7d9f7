"""Athena: ListTagsForResource of what has no tags.

Why: moto says that such a workgroup does not exist. AWS gives an empty list.
"""

from typing import Any

from moto.athena.models import AthenaBackend

from .patching import replace


def apply() -> None:
    def list_tags_for_resource(backend: AthenaBackend, resource_arn: str) -> dict[str, Any] | None:
        name = resource_arn.split(":workgroup/")[-1]
        untagged = {"Tags": []} if name in backend.work_groups else None
        return by_moto(backend, resource_arn) or untagged

    by_moto = replace(AthenaBackend, "list_tags_for_resource", list_tags_for_resource)
