"""Lambda: DeadLetterConfig and LoggingConfig of functions.

Why: moto drops both, so that the second plan would set them again. They are kept and told, and have no effect.
"""

from typing import Any

from moto.awslambda.models import LambdaFunction

from .patching import replace

KEPT = ("DeadLetterConfig", "LoggingConfig")


def apply() -> None:
    def init(function: LambdaFunction, account_id: str, spec: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        function.kept = {name: spec[name] for name in KEPT if name in spec}
        init_by_moto(function, account_id, spec, *args, **kwargs)

    def update_configuration(function: LambdaFunction, updates: dict[str, Any]) -> dict[str, Any]:
        function.kept |= {name: updates[name] for name in KEPT if name in updates}
        return update_by_moto(function, updates)

    def get_configuration(function: LambdaFunction, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**configuration_by_moto(function, *args, **kwargs), **function.kept}

    init_by_moto = replace(LambdaFunction, "__init__", init)
    update_by_moto = replace(LambdaFunction, "update_configuration", update_configuration)
    configuration_by_moto = replace(LambdaFunction, "get_configuration", get_configuration)
