import type { Emulator } from "./emulator";
import type { Where } from "./events";

/** Where requests of the services' JSON protocol go; the SDK needs a package of its own for each. */
const targets = {
  athena: "AmazonAthena",
  cloudtrail: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101",
  events: "AWSEvents",
  kms: "TrentService",
  logs: "Logs_20140328",
  organizations: "AWSOrganizationsV20161128",
  ssm: "AmazonSSM",
} as const;

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each operation answers in its own shape
  readonly body: any;
}

/** One request in the JSON protocol, without retries: the emulator never checks the signature, only the service and Region in it. */
export async function awsCall(
  emulator: Emulator,
  service: keyof typeof targets,
  operation: string,
  input: object,
  where?: Where,
): Promise<Answer> {
  const { region, credentials } = emulator.clientConfig(where);
  const scope = `${credentials.accessKeyId}/20260714/${region}/${service}/aws4_request`;
  const response = await fetch(emulator.endpoint, {
    method: "POST",
    headers: {
      Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `${targets[service]}.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}
