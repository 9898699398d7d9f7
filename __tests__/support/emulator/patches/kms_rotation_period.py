"""KMS: keys remember their rotation period.

Why: moto drops `RotationPeriodInDays`, so the provider finds another period than it has just set, and no second plan is
ever empty.
"""

import json

from moto.kms.exceptions import ValidationException
from moto.kms.responses import KmsResponse

from .patching import replace

DEFAULT_DAYS = 365
ALLOWED_DAYS = range(90, 2561)


def apply() -> None:
    def enable_key_rotation(response: KmsResponse) -> str:
        days = int(response._get_param("RotationPeriodInDays") or DEFAULT_DAYS)
        if days not in ALLOWED_DAYS:
            raise ValidationException(f"RotationPeriodInDays must be between 90 and 2560, got {days}")
        answer = enable_by_moto(response)
        key_of(response).rotation_period_days = days
        return answer

    def get_key_rotation_status(response: KmsResponse) -> str:
        status = json.loads(status_by_moto(response))
        if status["KeyRotationEnabled"]:
            status["RotationPeriodInDays"] = getattr(key_of(response), "rotation_period_days", DEFAULT_DAYS)
        return json.dumps(status)

    enable_by_moto = replace(KmsResponse, "enable_key_rotation", enable_key_rotation)
    status_by_moto = replace(KmsResponse, "get_key_rotation_status", get_key_rotation_status)


def key_of(response: KmsResponse):
    return response.kms_backend.describe_key(response._get_param("KeyId"))
