import { App } from "cdktf";
import { SingleAccount } from "../../../examples/single-account";
import { World } from "../support/world";

/** The example as it is: SSE-KMS buckets, operators that are roles, any node, a guardrail that engineers bear. */
export const singleAccount = World.of(new SingleAccount(new App()));
