"""CloudWatch Logs: PutQueryDefinition, DescribeQueryDefinitions, DeleteQueryDefinition.

Why: missing in moto, and a saved query is a resource like any other. Queries are stored, never run; there is a single
page.
"""

import json
import time
import uuid

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse

from .patching import per_region, provide

queries = per_region()

STORED = ("name", "queryString", "logGroupNames", "queryLanguage", "parameters")


def apply() -> None:
    for operation in (put_query_definition, describe_query_definitions, delete_query_definition):
        provide(LogsResponse, operation.__name__, operation)


def put_query_definition(response: LogsResponse) -> str:
    query_id = response._get_param("queryDefinitionId")
    if query_id is None:
        query_id = str(uuid.uuid4())
    else:
        require(response, query_id)
    given = {key: response._get_param(key) for key in STORED}
    query = {key: value for key, value in given.items() if value is not None}
    queries(response)[query_id] = {"queryDefinitionId": query_id, "lastModified": int(time.time() * 1000), **query}
    return json.dumps({"queryDefinitionId": query_id})


def describe_query_definitions(response: LogsResponse) -> str:
    prefix = response._get_param("queryDefinitionNamePrefix") or ""
    found = [query for query in queries(response).values() if query["name"].startswith(prefix)]
    return json.dumps({"queryDefinitions": found})


def delete_query_definition(response: LogsResponse) -> str:
    query_id = response._get_param("queryDefinitionId")
    require(response, query_id)
    del queries(response)[query_id]
    return json.dumps({"success": True})


def require(response: LogsResponse, query_id: str) -> None:
    if query_id not in queries(response):
        raise ResourceNotFoundException("The specified query definition does not exist.")
