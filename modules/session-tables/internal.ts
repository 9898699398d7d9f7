export { tablesByName } from "./tables-by-name";
