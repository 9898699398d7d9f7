import type { ModuleDefinition } from "./definition";
import { sessionAudit } from "./modules/session-audit";

export const definitions: readonly ModuleDefinition[] = [sessionAudit];
