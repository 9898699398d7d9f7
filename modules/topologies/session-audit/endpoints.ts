import type { Placement } from "../../core/internal";
import { SessionEndpoints } from "../../session-endpoints";
import type { EndpointPreferences, SessionAudit } from "./session-audit";

/** The way of the home Region's nodes to what they need. */
export function createEndpoints(
  audit: SessionAudit,
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
