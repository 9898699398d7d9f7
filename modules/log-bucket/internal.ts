export { organizationTranscripts, trailDelivery } from "./log-bucket-policy";
