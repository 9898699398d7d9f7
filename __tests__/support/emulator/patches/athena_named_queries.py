"""Athena: DeleteNamedQuery.

Why: missing in moto, which creates them, so nothing with saved questions could be destroyed.
"""

import json

from moto.athena.responses import AthenaResponse

from .patching import provide


def apply() -> None:
    provide(AthenaResponse, delete_named_query.__name__, delete_named_query)


def delete_named_query(response: AthenaResponse) -> str:
    response.athena_backend.named_queries.pop(response._get_param("NamedQueryId"), None)
    return json.dumps({})
