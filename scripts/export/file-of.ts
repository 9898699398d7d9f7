import type { Element } from "./variant";

const files: Readonly<Record<string, readonly string[]>> = {
  "access.tf": ["NodeAccess", "OperatorAccess", "Guardrail"],
  "alarms.tf": ["AuditAlarms"],
  "alerts.tf": ["AlertTopic", "EventBus", "ForwardingRole", "SessionEvents"],
  "evidence.tf": ["LedgerReader", "SessionDashboard", "SessionLedger", "SessionTables"],
};

/** The file of a large module that holds what a construct makes. Whatever is made for the evidence is with it. */
export function fileOf({ className, within }: Element["owner"]): string {
  if (within.includes("Evidence")) return "evidence.tf";
  const [name] = Object.entries(files).find(([, classes]) => classes.includes(className)) ?? [];
  return name ?? "main.tf";
}
