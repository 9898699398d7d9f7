export { allowOrganization } from "./event-bus-policy";
