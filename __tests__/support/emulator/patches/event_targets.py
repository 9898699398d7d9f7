"""EventBridge: PutTargets refuses an input that AWS refuses.

Why: moto stores any text. A misspelt variable or an unquoted template would then fail on the first event, or never,
instead of when Terraform applies it.
"""

from moto.events.exceptions import ValidationException
from moto.events.models import EventsBackend

from event_input import invalid_template

from .patching import replace

INPUTS = ("Input", "InputPath", "InputTransformer")


def apply() -> None:
    def put_targets(backend: EventsBackend, name: str, event_bus_arn: str | None, targets: list[dict]) -> None:
        for target in targets:
            check_input(target)
        original(backend, name, event_bus_arn, targets)

    original = replace(EventsBackend, "put_targets", put_targets)


def check_input(target: dict) -> None:
    if sum(bool(target.get(key)) for key in INPUTS) > 1:
        raise ValidationException(
            f"Only one of Input, InputPath, or InputTransformer must be provided for target {target['Id']}."
        )
    problem = invalid_template(target) if target.get("InputTransformer") else None
    if problem:
        raise ValidationException(problem)
