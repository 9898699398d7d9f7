export type { ILogGroup, LogGroupProps } from "./log-group";
export { LogGroup } from "./log-group";
