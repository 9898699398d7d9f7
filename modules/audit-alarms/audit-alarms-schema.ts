import { alertTopic } from "../alert-topic/alert-topic-schema";
import {
  isObject,
  optional,
  regionalRules,
  Schema,
  sameRegion,
  text,
  type Violation,
  violations,
} from "../core/internal";
import { limits } from "../facts";
import { alarmName, conditionsOf } from "./alarm-conditions";
import { type AlarmSubjects, subjectRules } from "./alarm-subjects";
import type { AuditAlarmsProps } from "./audit-alarms";

const subjects = Object.keys(subjectRules) as (keyof AlarmSubjects)[];

export const auditAlarmsSchema = Schema.for<AuditAlarmsProps>({
  ...regionalRules,
  topic: optional(alertTopic),
  ...subjectRules,
})
  .relate(subjects, (props) => {
    const conditions = conditionsOf(props);
    if (conditions.length > 0) return conditions.flatMap((condition) => nameViolations(alarmName(condition)));
    const [first, ...others] = subjects;
    const fix = "name what the alarms are to watch";
    const allowed = `given, or ${others.slice(0, -1).join(", ")} or ${others.at(-1)}`;
    return [{ prop: first!, allowed, got: undefined, fix }];
  })
  .relate(["topic", ...subjects], ({ topic, ...watched }, { region }) => [
    ...(topic ? sameRegion("topic", topic.region, region) : []),
    ...subjects.flatMap((kind) =>
      (watched[kind] ?? []).flatMap((subject, index) => elsewhere(`${kind}[${index}]`, subject, region)),
    ),
  ]);

const nameOfAlarm = text({ length: limits.alarmNameLength });

function nameViolations(name: string): Violation[] {
  return violations(nameOfAlarm, name, "rules (with its kind, the name of an alarm)");
}

/** A subject has a Region, or consists of what has one. */
function elsewhere(path: string, subject: object, here: string): Violation[] {
  if ("region" in subject) return sameRegion(path, subject.region as string, here);
  return Object.entries(subject).flatMap(([part, value]) =>
    isObject(value) ? elsewhere(`${path}.${part}`, value, here) : [],
  );
}
