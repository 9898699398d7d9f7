export { type Fit, fitsRule, fitsWithLongestName, packedBy } from "./patterns/event-pattern";
export { forwardedTampering, tamperingPartsBy } from "./patterns/tampering-pattern";
