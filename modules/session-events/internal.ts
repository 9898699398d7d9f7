export { type Fit, fitsRule, fitsWithLongestNames, packedBy } from "./patterns/event-pattern";
export { forwardedTampering, tamperingPartsBy } from "./patterns/tampering-pattern";
