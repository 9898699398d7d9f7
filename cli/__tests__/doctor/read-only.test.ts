import * as cloudTrail from "@aws-sdk/client-cloudtrail";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as ec2 from "@aws-sdk/client-ec2";
import * as events from "@aws-sdk/client-eventbridge";
import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import * as lambda from "@aws-sdk/client-lambda";
import * as organizations from "@aws-sdk/client-organizations";
import * as s3 from "@aws-sdk/client-s3";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import * as ssm from "@aws-sdk/client-ssm";
import { doctorPolicy, permissions, readOnly } from "../../src/doctor/read-only";
import { ClientFactory, iamAction } from "../../src/fleet/clients";

const services = { cloudTrail, ec2, events, iam, kms, lambda, logs, organizations, s3, sns, sqs, ssm };
const reading = /^(Get|List|Describe|Lookup|Simulate|Head)[A-Z]/;

interface Client {
  send(command: unknown): Promise<unknown>;
}

/** Every operation of every service that the doctor has a client for. */
const operations = Object.values(services).flatMap((service) => {
  const [clientName] = Object.keys(service).filter((name) => /^[A-Z].*Client$/.test(name) && !name.startsWith("__"));
  const Client = (service as Record<string, unknown>)[clientName!] as never;
  return Object.entries(service)
    .filter(([name]) => name.endsWith("Command") && !name.startsWith("$"))
    .map(([name, Command]) => ({ name, Client, action: iamAction(clientName!, name), Command: Command as never }));
});

const factory = new ClientFactory(
  {
    endpoint: "http://127.0.0.1:9",
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  },
  1,
);
afterAll(() => factory.destroy());

function refusal({ Client, Command }: (typeof operations)[number]): Promise<string> {
  const client = readOnly(factory.create(Client, "eu-west-1", undefined)) as Client;
  return client.send(new (Command as new (input: object) => unknown)({})).then(
    () => "sent",
    (error: Error) => error.message,
  );
}

test("thousands of operations are looked at", () => {
  expect(operations.length).toBeGreaterThan(1500);
  expect(operations.filter(({ name }) => !reading.test(name)).length).toBeGreaterThan(700);
});

test("no client of the doctor lets a call through that is not one of its own readings", async () => {
  const own = new Set<string>(permissions);
  const foreign = operations.filter(({ name, action }) => !reading.test(name) || !own.has(action));
  const sent: string[] = [];
  for (const operation of foreign) {
    if (!(await refusal(operation)).startsWith("the doctor only reads")) sent.push(operation.action);
  }
  expect(sent).toEqual([]);
});

test("each of its permissions is a reading of AWS", () => {
  const readings = new Set(operations.filter(({ name }) => reading.test(name)).map(({ action }) => action));
  expect(permissions.filter((permission) => !readings.has(permission))).toEqual([]);
});

test("no permission reads what was recorded, or a secret", () => {
  expect(permissions.filter((action) => /:Get(Object|Parameter|LogEvents|Secret)/.test(action))).toEqual([]);
});

test("its policy holds these permissions and no other", () => {
  expect(doctorPolicy()).toMatchObject({ Statement: [{ Effect: "Allow", Action: permissions }] });
});
