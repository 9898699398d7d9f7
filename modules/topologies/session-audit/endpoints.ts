import type { AuditModule, Placement } from "../../core/internal";
import { SessionEndpoints, type SessionEndpointsProps } from "../../session-endpoints";
import type { AuditPieces } from "./audit-pieces";

/** What users of the topology decide about endpoints. */
export type EndpointPreferences = Omit<
  SessionEndpointsProps,
  "name" | "documents" | "region" | "provider" | "moveFrom" | "tags"
>;

/** The way of the home Region's nodes to what they need. */
export function createEndpoints(
  audit: AuditModule & AuditPieces,
  preferences: EndpointPreferences,
  name: string,
  placement: Placement,
): SessionEndpoints {
  return new SessionEndpoints(audit, "Endpoints", {
    ...preferences,
    name: `${name}-endpoints`,
    documents: [audit.document],
    ...placement,
  });
}
