"""Tells which events each pattern matches, by the matcher that routes events in the emulator.

Reads {"patterns": {name: pattern}, "events": {name: event}}, prints {name of pattern: [names of events]}. One process
for all of them: asked by TestEventPattern, thousands of pairs take a minute.
"""

import json
import sys

from moto.events.models import EventPattern

from patches import PATCHES


def main() -> None:
    for patch in PATCHES:
        patch.apply()
    asked = json.load(sys.stdin)
    patterns = {name: EventPattern.load(json.dumps(pattern)) for name, pattern in asked["patterns"].items()}
    events = asked["events"].items()
    print(json.dumps({name: matched(pattern, events) for name, pattern in patterns.items()}))


def matched(pattern: EventPattern, events) -> list[str]:
    return [name for name, event in events if pattern.matches_event(event)]


if __name__ == "__main__":
    main()
