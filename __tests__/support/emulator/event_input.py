"""What EventBridge hands to a target: the event itself, a constant, a part of the event or a transformed template.

Follows the user guide ("Amazon EventBridge input transformation") and, where it is silent, messages recorded from AWS
that LocalStack keeps as test snapshots (tests/aws/services/events/test_events_inputs.snapshot.json). Two of these
surprise people: a text template arrives with the quotes around each of its lines, and a variable whose path is missing
becomes an empty string.
"""

import json
import re
from typing import Any

MISSING = object()
STEP = re.compile(r"\.([\w/-]+)|\[(\d+)\]|(?:\.|\[)(\*)\]?")
VARIABLE = re.compile(r"<([^<>\s]+)>")
PREDEFINED = {
    "aws.events.rule-arn",
    "aws.events.rule-name",
    "aws.events.event.ingestion-time",
    "aws.events.event",
    "aws.events.event.json",
}


def target_input(target: dict, event: dict, rule_arn: str, rule_name: str, ingested: str) -> str:
    if target.get("Input"):
        return target["Input"]
    if target.get("InputPath"):
        found = at_path(event, target["InputPath"])
        return minified("" if found is MISSING else found)
    transformer = target.get("InputTransformer")
    if not transformer:
        return minified(event)
    values = {name: at_path(event, path) for name, path in (transformer.get("InputPathsMap") or {}).items()}
    values |= {
        "aws.events.rule-arn": rule_arn,
        "aws.events.rule-name": rule_name,
        "aws.events.event.ingestion-time": ingested,
        "aws.events.event": {key: value for key, value in event.items() if key != "detail"},
        "aws.events.event.json": event,
    }
    return fill(transformer["InputTemplate"], values)


def fill(template: str, values: dict[str, Any]) -> str:
    is_object = template.lstrip().startswith("{")

    def replacement(variable: re.Match) -> str:
        value = values.get(variable[1], MISSING)
        value = "" if value is MISSING or value is None else value
        if not is_quoted(template, variable.start()):
            return minified(value)
        if isinstance(value, str):
            return value  # as it is: EventBridge does not escape what it takes from an event
        return minified(value) if is_object else minified(value).replace('"', "")

    filled = VARIABLE.sub(replacement, template)
    # A template that yields broken JSON is not delivered; `loads` raises.
    return minified(json.loads(filled)) if is_object else filled.strip()


def invalid_template(target: dict) -> str | None:
    """What PutTargets refuses: variables that nothing defines, and text outside of quotes."""
    template = target["InputTransformer"].get("InputTemplate") or ""
    known = PREDEFINED | set(target["InputTransformer"].get("InputPathsMap") or {})
    for variable in VARIABLE.finditer(template):
        if variable[1] not in known:
            return f"InputTemplate for target {target['Id']} contains invalid placeholder {variable[1]}."
    sample = VARIABLE.sub(lambda variable: "x" if is_quoted(template, variable.start()) else '"x"', template).strip()
    try:
        while sample:
            _, end = json.JSONDecoder().raw_decode(sample)
            sample = sample[end:].strip()
    except ValueError as error:
        return f"Invalid InputTemplate for target {target['Id']} : {error}."
    return None


def is_quoted(template: str, position: int) -> bool:
    before = re.sub(r"\\.", "", template[:position])
    return before.count('"') % 2 == 1


def at_path(event: Any, path: str) -> Any:
    """The subset of JSON path that EventBridge knows: dots, dashes, slashes, array indices and wildcards."""
    found = [event]
    wildcard = False
    for key, index, star in STEP.findall(path.removeprefix("$")):
        wildcard = wildcard or bool(star)
        found = [inner for outer in found for inner in step_into(outer, key, index)]
    return found if wildcard else found[0] if found else MISSING


def step_into(value: Any, key: str, index: str) -> list:
    if key:
        return [value[key]] if isinstance(value, dict) and key in value else []
    if index:
        return value[int(index) : int(index) + 1] if isinstance(value, list) else []
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def minified(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
