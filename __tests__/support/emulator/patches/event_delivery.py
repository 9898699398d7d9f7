"""EventBridge: delivery of events to targets.

Why: moto does not deliver to SNS topics, ignores dead-letter queues, `Input` and `InputPath`, fails on text templates,
looks for every target in the rule's own account and region, forwards events to another bus without their account,
region, time and resources, and lets disabled rules match. Delivery happens at once and is never retried: a failure goes
straight to the dead-letter queue.
"""

import copy
import sys
import uuid
from datetime import datetime, timezone

from moto.core.utils import unix_time_millis
from moto.events.models import Rule, events_backends
from moto.logs.models import logs_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends
from moto.utilities.arns import Arn, parse_arn

from event_input import minified, target_input

from .patching import replace


class DeliveryError(Exception):
    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


send_by_moto = getattr(Rule, "send_to_targets", None)


def apply() -> None:
    replace(Rule, "send_to_targets", route)


def route(rule: Rule, event: dict, transform_input: bool = True, hops: int = 0) -> None:
    # A rule with a schedule has an empty pattern, which matches every event in moto.
    if rule.state == "DISABLED" or not rule.event_pattern.get_pattern():
        return
    ingested = iso_time(event.get("ingestion-time", 0))
    public = {key: value for key, value in event.items() if key != "ingestion-time"}
    public["time"] = iso_time(event.get("time", ""))
    if not rule.event_pattern.matches_event(public):
        return
    for target in list(rule.targets):
        try:
            text = target_input(target, public, rule.arn, rule.name, ingested) if transform_input else minified(public)
            deliver(rule, target, event, public, text, hops)
        except NotImplementedError:
            raise
        except Exception as error:
            dead_letter(rule, target, public, error)


def deliver(rule: Rule, target: dict, event: dict, public: dict, text: str, hops: int) -> None:
    arn = parse_arn(target["Arn"])
    if arn.service == "sns":
        sns_backends[arn.account][arn.region].publish(message=text, arn=target["Arn"])
    elif arn.service == "sqs":
        group = (target.get("SqsParameters") or {}).get("MessageGroupId")
        sqs_backends[arn.account][arn.region].send_message(arn.resource_id, text, group_id=group)
    elif arn.service == "logs":
        write_log(arn, text)
    elif arn.service == "events" and arn.resource_type == "event-bus":
        forward(arn, public, hops)
    else:  # archives and API destinations work; for anything else moto raises NotImplementedError
        single = copy.copy(rule)
        single.targets = [target]
        send_by_moto(single, event)


def write_log(arn: Arn, text: str) -> None:
    group = arn.resource_id.removesuffix(":*")
    backend, stream = logs_backends[arn.account][arn.region], str(uuid.uuid4())
    backend.create_log_stream(group, stream)
    backend.put_log_events(group, stream, [{"timestamp": unix_time_millis(), "message": text}])


def forward(arn: Arn, event: dict, hops: int) -> None:
    """An event keeps its origin on another bus, and is not passed on from there to a third one."""
    if hops > 0:
        raise DeliveryError("THIRD_ACCOUNT_HOP_DETECTED", "Event was already forwarded from another event bus.")
    bus = events_backends[arn.account][arn.region].event_buses.get(arn.resource_id)
    if bus is None:
        raise DeliveryError("NO_RESOURCE", f"Event bus {arn.resource_id} does not exist.")
    for rule in list(bus.rules.values()):
        route(rule, event, hops=hops + 1)


def dead_letter(rule: Rule, target: dict, event: dict, error: Exception) -> None:
    message = str(getattr(error, "message", "") or error)
    print(f"NotDelivered: {rule.arn} to {target['Arn']}: {message}", file=sys.stderr, flush=True)
    queue = (target.get("DeadLetterConfig") or {}).get("Arn")
    if not queue:
        return
    attributes = {
        "RULE_ARN": rule.arn,
        "TARGET_ARN": target["Arn"],
        "ERROR_CODE": error_code(error),
        "ERROR_MESSAGE": message,
    }
    arn = parse_arn(queue)
    sqs_backends[arn.account][arn.region].send_message(
        arn.resource_id,
        minified(event),  # the event as it was, not the transformed text
        message_attributes={
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items() if value
        },
    )


def error_code(error: Exception) -> str:
    if isinstance(error, DeliveryError):
        return error.code
    name = type(error).__name__
    missing = any(word in name for word in ("NotFound", "DoesNotExist", "NonExistent"))
    return "NO_RESOURCE" if missing else "SDK_CLIENT_ERROR"


def iso_time(value: str | float) -> str:
    """PutEvents carries seconds since 1970; an event carries ISO 8601."""
    try:
        return datetime.fromtimestamp(float(value), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return str(value)
