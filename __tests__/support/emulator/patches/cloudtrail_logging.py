"""CloudTrail: StartLogging, StopLogging and DeleteTrail accept the trail's ARN.

Why: moto looks trails up by name only. The AWS provider passes the ARN: starting then ends in an internal error that is
retried for minutes, and deleting does nothing. GetTrail, GetTrailStatus, UpdateTrail and the selectors understand both
already.
"""

from moto.cloudtrail.models import CloudTrailBackend

from .patching import replace


def apply() -> None:
    for operation in ("start_logging", "stop_logging", "delete_trail"):
        accept_arn(operation)


def accept_arn(operation: str) -> None:
    def by_name_or_arn(backend: CloudTrailBackend, name: str) -> None:
        original(backend, backend.get_trail(name).trail_name)

    original = replace(CloudTrailBackend, operation, by_name_or_arn)
