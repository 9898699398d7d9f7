export { matches } from "../../cli/src/doctor/policies/event-pattern";
