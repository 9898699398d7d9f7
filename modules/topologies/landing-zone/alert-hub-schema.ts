import { movableRules, optional, removalRules, Schema, tagRules } from "../../core/internal";
import { keyAdministrators } from "../../encryption-key/encryption-key-schema";
import { alertRules, alertViolations } from "../parts/internal";
import type { AlertHubProps } from "./alert-hub";
import { centralRules, plan } from "./central-schema";

export const alertHubSchema = Schema.for<AlertHubProps>({
  ...movableRules,
  ...removalRules,
  ...alertRules,
  ...centralRules,
  ...tagRules,
  plan,
  keyAdministrators: optional(keyAdministrators),
}).relate(["alerts", "refusals", "integrityAlerts"], alertViolations);
