import type { Fields } from "../state";
import { matches } from "./event-pattern";

const event = (source: string, eventName: string, requestParameters: Fields): Fields => ({
  version: "0",
  "detail-type": "AWS API Call via CloudTrail",
  source: `aws.${source}`,
  account: "111122223333",
  region: "eu-west-1",
  resources: [],
  detail: {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    requestParameters,
    responseElements: { sessionId: "alice-0123456789abcdef0" },
    userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Ops/alice" },
    awsRegion: "eu-west-1",
    readOnly: false,
    managementEvent: true,
    eventCategory: "Management",
  },
});

const node = "i-0123456789abcdef0";

/** Events as CloudTrail writes them: a session with the default document names none. */
const samples = {
  withDefaultDocument: event("ssm", "StartSession", { target: node }),
  withOwnDocument: event("ssm", "StartSession", { target: node, documentName: "Acme-Shell" }),
  withSsh: event("ssm", "StartSession", { target: node, documentName: "AWS-StartSSHSession" }),
  ofAthena: event("athena", "StartSession", { workGroup: "primary" }),
} as const;

export type SessionEvent = keyof typeof samples;

/** The sample events that a pattern takes, in any account and Region. */
export function sessionEventsOf(pattern: Fields, account: string, region: string): readonly SessionEvent[] {
  return (Object.keys(samples) as SessionEvent[]).filter((name) => {
    const sample = samples[name];
    try {
      return matches(pattern, {
        ...sample,
        account,
        region,
        detail: { ...(sample.detail as Fields), awsRegion: region },
      });
    } catch {
      // An operator that came after this was written: nothing can be said against such a pattern.
      return name !== "ofAthena";
    }
  });
}
