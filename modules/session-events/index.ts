export type { IdentityType, SessionCall } from "../facts";
export type { EventMessage } from "./messages/event-message";
export { jsonMessage, textMessage } from "./messages/event-message";
export { chatMessage, logMessage } from "./messages/program-message";
export {
  alarmMessage,
  preferenceMessage,
  refusalMessage,
  sessionMessage,
  tamperingMessage,
} from "./messages/session-message";
export type { EventPattern, Match, Operator, PatternFields } from "./patterns/event-pattern";
export { anyOf, packed } from "./patterns/event-pattern";
export type { CallerFilter, RefusalFilter, StartFilter } from "./patterns/session-patterns";
export { sessionPatterns } from "./patterns/session-patterns";
export type { WatchedChain, WatchedRule } from "./patterns/watched-chain";
export type { ISessionEvents, SessionEventsProps } from "./session-events";
export { SessionEvents } from "./session-events";
export type { EventBusTargetOptions } from "./targets/event-bus-target";
export type {
  BoundRule,
  MessageOptions,
  PlannedRule,
  RuleTarget,
  TargetConfig,
  TargetOptions,
} from "./targets/rule-target";
export type { CommandNodes, EventField, RunCommandOptions } from "./targets/run-command-options";
export { fromEvent } from "./targets/run-command-options";
export { targets } from "./targets/targets";
