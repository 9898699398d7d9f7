export { keyThroughS3, viaS3 } from "./key-through-s3";
export { organizationTranscripts, trailDelivery } from "./log-bucket-policy";
