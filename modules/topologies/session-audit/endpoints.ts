import type { AuditModule, Placement } from "../../core/internal";
import { SessionEndpoints, type SessionEndpointsProps } from "../../session-endpoints";
import type { AuditPieces } from "./audit-pieces";

/** The endpoint settings that users of the topology choose. */
export type EndpointPreferences = Omit<
  SessionEndpointsProps,
  "name" | "documents" | "region" | "provider" | "moveFrom" | "tags"
>;

/** How nodes of the home Region reach what they need. */
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
