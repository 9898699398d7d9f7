export type { EventQueueProps, IEventQueue } from "./event-queue";
export { EventQueue } from "./event-queue";
