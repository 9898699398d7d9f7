export { inAnyRegion } from "./across-regions";
