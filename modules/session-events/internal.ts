export { forwardedTampering } from "./patterns/tampering-pattern";
