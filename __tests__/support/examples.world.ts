import { writtenBy } from "./examples";

/** What the example stacks are written as, by stack id. */
export const examples = writtenBy(() => void require("../../main"));
