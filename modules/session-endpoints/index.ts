export type { EndpointService, S3Access, SessionEndpointsProps } from "./session-endpoints";
export { SessionEndpoints } from "./session-endpoints";
