export type { EventBusProps, IEventBus } from "./event-bus";
export { EventBus } from "./event-bus";
export { allowOrganization } from "./event-bus-policy";
export type { ForwardingRoleProps, IForwardingRole } from "./forwarding-role";
export { ForwardingRole } from "./forwarding-role";
