"""EventBridge: TestEventPattern, answered by the matcher that routes the events.

Why: moto answers with nothing at all, so that a pattern cannot be tried out.
"""

import json

from moto.events.exceptions import ValidationException
from moto.events.models import EventPattern
from moto.events.responses import EventsHandler

from .patching import replace


def apply() -> None:
    replace(EventsHandler, "test_event_pattern", test_event_pattern)


def test_event_pattern(handler: EventsHandler) -> str:
    pattern = EventPattern.load(handler._get_param("EventPattern"))
    try:
        event = json.loads(handler._get_param("Event"))
    except ValueError as error:
        raise ValidationException("Parameter Event is not valid JSON.") from error
    return json.dumps({"Result": pattern.matches_event(event)})
