import type { ModuleDefinition } from "./definition";
import { nodeAccess, operatorAccess } from "./modules/access";
import { alertHub } from "./modules/alert-hub";
import { centralRegion, workloadRegion } from "./modules/further-regions";
import { guardrail } from "./modules/guardrail";
import { logArchive } from "./modules/log-archive";
import { managementAccount } from "./modules/management-account";
import { organizationGuardrail } from "./modules/organization-guardrail";
import { organizationTrail } from "./modules/organization-trail";
import { sessionAudit } from "./modules/session-audit";
import { transcriptArchive } from "./modules/transcript-archive";
import { workloadAccount } from "./modules/workload-account";

export const definitions: readonly ModuleDefinition[] = [
  sessionAudit,
  logArchive,
  organizationTrail,
  managementAccount,
  transcriptArchive,
  alertHub,
  workloadAccount,
  workloadRegion,
  centralRegion,
  organizationGuardrail,
  operatorAccess,
  nodeAccess,
  guardrail,
];
