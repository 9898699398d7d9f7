"""KMS: DescribeKey finds a key, or its alias, by the ARN of another account.

Why: moto looks in the caller's account only, so that no account can learn the ARN of another's key from its alias. As
in AWS the key's own policy must let the caller in; conditions are not evaluated here. The ARN must be of the Region
that is asked.
"""

import json

from moto.kms.exceptions import AccessDeniedException, NotFoundException
from moto.kms.models import Key, kms_backends
from moto.kms.responses import KmsResponse
from moto.utilities.arns import parse_arn

from .patching import replace


def apply() -> None:
    def describe_key(response: KmsResponse) -> str:
        key_id = response._get_param("KeyId")
        if not key_id.startswith("arn:") or parse_arn(key_id).account == response.current_account:
            return describe_by_moto(response)
        return json.dumps(foreign_key(key_id, response).to_dict())

    describe_by_moto = replace(KmsResponse, "describe_key", describe_key)


def foreign_key(key_id: str, response: KmsResponse) -> Key:
    arn = parse_arn(key_id)
    if arn.region != response.region:
        raise NotFoundException(f"Invalid arn {arn.region}")
    backend = kms_backends[arn.account][arn.region]
    alias = backend.get_alias_name(key_id)
    found = backend.get_key_id_from_alias(alias) if alias.startswith("alias/") else backend.get_key_id(key_id)
    key = backend.keys.get(found)
    if key is None:
        raise NotFoundException(f"{key_id} is not found.")
    if not any(admits(statement, response.current_account) for statement in json.loads(key.policy)["Statement"]):
        raise AccessDeniedException(
            f"The key policy of {key_id} does not let account {response.current_account} describe the key."
        )
    return key


def admits(statement: dict, account: str) -> bool:
    principals = statement.get("Principal", {})
    named = listed(principals.get("AWS", [])) if isinstance(principals, dict) else listed(principals)
    actions = listed(statement.get("Action", []))
    return (
        statement["Effect"] == "Allow"
        and any(name in ("*", account) or f":{account}:" in name for name in named)
        and any(action in ("*", "kms:*", "kms:Describe*", "kms:DescribeKey") for action in actions)
    )


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
