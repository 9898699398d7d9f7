import { tabled, written } from "./tables/agent-calls";

test("every call of the agent has rows in the contract, and no other call has", () => {
  expect([...written].sort()).toEqual([...tabled].sort());
});
