export type { CallAlarms, SessionDashboardProps } from "./session-dashboard";
export { SessionDashboard } from "./session-dashboard";
