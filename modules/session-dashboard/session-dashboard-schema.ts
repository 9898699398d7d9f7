import { alertTopic } from "../alert-topic/alert-topic-schema";
import { known, object, optional, regionalRules, Schema, sameRegion, text, wholeNumber } from "../core/internal";
import { limits } from "../facts";
import { logGroup } from "../log-group/log-group-schema";
import type { CallAlarms, SessionDashboardProps } from "./session-dashboard";

const threshold = optional(known(wholeNumber(limits.callsPerHour)));

export const callAlarms = object<CallAlarms>({
  startsPerHour: threshold,
  refusalsPerHour: threshold,
  preferenceChangesPerHour: threshold,
});

export const sessionDashboardSchema = Schema.for<SessionDashboardProps>({
  ...regionalRules,
  name: text({
    length: limits.dashboardNameLength,
    pattern: /^[\w-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    fix: "write it like acme-audit-sessions",
  }),
  trailLogGroup: logGroup,
  sessionLogGroup: optional(logGroup),
  topic: optional(alertTopic),
  alarms: optional(callAlarms),
})
  .relate(["trailLogGroup", "sessionLogGroup", "topic"], ({ trailLogGroup, sessionLogGroup, topic }, { region }) => [
    ...sameRegion("trailLogGroup", trailLogGroup.region, region),
    ...(sessionLogGroup ? sameRegion("sessionLogGroup", sessionLogGroup.region, region) : []),
    ...(topic ? sameRegion("topic", topic.region, region) : []),
  ])
  .relate(["alarms", "topic"], ({ alarms, topic }) => {
    if (alarms === undefined || topic) return [];
    const fix = "name a topic, or leave alarms out: they would notify nobody";
    return [{ prop: "topic", allowed: "given together with alarms", got: undefined, fix }];
  });
