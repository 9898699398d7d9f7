export type { SessionEventsProps } from "./session-events";
export { SessionEvents } from "./session-events";
export type { EventMessage } from "./session-message";
export { sessionMessage } from "./session-message";
export type { SessionCall, SessionPattern, StartFilter } from "./session-patterns";
export { sessionPatterns } from "./session-patterns";
export type { RuleTarget, TargetConfig } from "./targets";
export { targets } from "./targets";
