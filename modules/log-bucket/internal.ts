export { organizationTranscripts } from "./log-bucket-policy";
