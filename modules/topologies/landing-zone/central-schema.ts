import { construct } from "../../core/internal";
import { accessRules, watchRules } from "../parts/internal";
import type { LandingZone } from "./landing-zone";

/** The plan, as the props of a topology hold it. */
export const plan = construct<LandingZone>(
  "a LandingZone",
  ["name", "homeRegion", "management", "logArchive", "security", "workloads", "existing", "contextOf"],
  "pass the plan itself",
);

/** The props of every central account for its protection. */
export const centralRules = { guardrail: accessRules.guardrail, ...watchRules };

/** The account and Region of a construct of a central account, which the plan knows. */
export function placedIn(account: "management" | "logArchive" | "security") {
  return ({ plan }: { readonly plan: LandingZone }) => ({
    stated: { account: plan[account].id, region: plan.homeRegion },
  });
}
