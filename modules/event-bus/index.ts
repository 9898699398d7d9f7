export type { EventBusProps, IEventBus } from "./event-bus";
export { EventBus } from "./event-bus";
export type { ForwardingRoleProps, IForwardingRole } from "./forwarding-role";
export { ForwardingRole } from "./forwarding-role";
