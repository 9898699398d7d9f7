import { DescribeSessionsCommand, paginateDescribeSessions, SSMClient } from "@aws-sdk/client-ssm";
import { Fleet, type FleetOptions } from "../../src/fleet/fleet";
import { everyPage } from "../../src/fleet/pages";
import { describeUnreadable, type Place } from "../../src/fleet/place";
import { testIo } from "../support/commands";
import { paged, StandIn } from "../support/stand-in";

const accounts = ["111122223333", "222233334444", "333344445555"];
const [own, other] = accounts as [string, string];

let aws: StandIn;
let fleet: Fleet | undefined;
beforeEach(async () => {
  aws = await StandIn.start({ accounts });
  aws.answer("ssm:DescribeSessions", ({ account, region }) => ({ Sessions: [{ SessionId: `${account}/${region}` }] }));
});
afterEach(async () => {
  fleet?.close();
  await aws.stop();
});

async function open(options: Partial<FleetOptions> = {}): Promise<Fleet> {
  fleet = await Fleet.open({ concurrency: 8, ...options }, testIo(aws));
  return fleet;
}

const sessions = (fleet: Fleet) => async (place: Place) => {
  const { Sessions } = await fleet.client(SSMClient, place).send(new DescribeSessionsCommand({ State: "Active" }));
  return Sessions!.map(({ SessionId }) => SessionId);
};

const wholeOrganization = { accounts: "organization", role: { name: "SessionReader" } } as const;

test("reads the caller's account in every Region it has enabled, when nothing else is asked for", async () => {
  expect((await open()).places).toEqual([
    { account: own, region: "eu-central-1" },
    { account: own, region: "eu-west-1" },
  ]);
});

test("finds accounts by the organization, page by page, and leaves out those that are closed", async () => {
  const listed = [...accounts.map((Id) => ({ Id, State: "ACTIVE" })), { Id: "999999999999", State: "CLOSED" }];
  aws.answer("organizations:ListAccounts", paged("Accounts", listed, 2));
  const { places } = await open(wholeOrganization);
  expect([...new Set(places.map(({ account }) => account))]).toEqual(accounts);
});

test("calls each place with the credentials and the Region of that place", async () => {
  const fleet = await open(wholeOrganization);
  const readings = await fleet.map("sessions", sessions(fleet));
  expect(readings.map(({ reading }) => reading.known && reading.value[0])).toEqual(
    accounts.flatMap((account) => [`${account}/eu-central-1`, `${account}/eu-west-1`]),
  );
});

test("assumes the role once in each account but the caller's own, with the external id", async () => {
  await open({ ...wholeOrganization, role: { name: "audit/Reader", externalId: "secret" } });
  await fleet!.map("sessions", sessions(fleet!));
  const assumed = aws.callsOf("sts:AssumeRole").map(({ input }) => [input.RoleArn, input.ExternalId]);
  expect(assumed.sort()).toEqual(
    accounts.slice(1).map((account) => [`arn:aws:iam::${account}:role/audit/Reader`, "secret"]),
  );
});

test("refuses a foreign account without a role", async () => {
  await expect(open({ accounts: [own, other] })).rejects.toThrow(/account 222233334444 is not the caller's .* --role/);
});

test("says that the credentials are unusable before anything else", async () => {
  aws.fail("sts:GetCallerIdentity", "expired");
  await expect(open()).rejects.toThrow(/no usable AWS credentials: .*expired/);
});

describe("what one place refuses costs no other", () => {
  const outcome = async (options: Partial<FleetOptions> = wholeOrganization) => {
    const { places, unreadable } = await open(options);
    const readings = await fleet!.map("sessions", sessions(fleet!));
    expect(readings).toHaveLength(places.length);
    const failed = readings.flatMap(({ reading }) => (reading.known ? [] : reading.unreadable));
    return { read: readings.length - failed.length, lines: [...unreadable, ...failed].map(describeUnreadable) };
  };

  test("a role that cannot be assumed is one obstacle for the account", async () => {
    aws.fail("sts:AssumeRole", "denied", { times: 1 });
    const { read, lines } = await outcome({ ...wholeOrganization, regions: ["eu-west-1", "us-east-1"] });
    expect(read).toBe(4);
    expect(lines).toEqual([expect.stringMatching(/^\d{12}: could not be read: needs sts:AssumeRole/)]);
  });

  test("a denied call names its permission", async () => {
    aws.fail("ssm:DescribeSessions", "denied", { account: other, region: "eu-west-1" });
    const { read, lines } = await outcome();
    expect(read).toBe(5);
    expect(lines).toEqual([expect.stringMatching(/^222233334444 eu-west-1: .*needs ssm:DescribeSessions/)]);
  });

  test("a denied call names its permission where AWS does not", async () => {
    aws.fail("ssm:DescribeSessions", { status: 400, code: "AccessDeniedException", message: "no" }, { account: other });
    expect((await outcome()).lines[0]).toContain("needs ssm:DescribeSessions (no)");
  });

  test("expired credentials say so", async () => {
    aws.fail("ssm:DescribeSessions", "expired", { account: other, region: "eu-west-1" });
    expect((await outcome()).lines).toEqual([expect.stringContaining("the credentials have expired")]);
  });

  test("a connection that always breaks off is unreachable", async () => {
    aws.fail("ssm:DescribeSessions", "dropped", { account: other, region: "eu-west-1" });
    const { read, lines } = await outcome();
    expect(read).toBe(5);
    expect(lines).toEqual([expect.stringContaining("AWS could not be reached")]);
  });

  test.each(["throttled", "broken", "dropped"] as const)("a call that is %s once is tried again", async (fault) => {
    aws.fail("ssm:DescribeSessions", fault, { times: 1 });
    expect(await outcome()).toEqual({ read: 6, lines: [] });
    expect(aws.callsOf("ssm:DescribeSessions")).toHaveLength(7);
  });

  test("a defect of the program is not taken for an obstacle", async () => {
    await open();
    await expect(fleet!.map("x", async () => (undefined as never as string).length)).rejects.toThrow(TypeError);
  });
});

describe("pages", () => {
  const read = async () => {
    const client = (await open({ regions: ["eu-west-1"] })).client(SSMClient, fleet!.places[0]!);
    const ids: unknown[] = [];
    const pages = everyPage("ssm:DescribeSessions", paginateDescribeSessions, { client }, { State: "History" });
    for await (const { Sessions } of pages) ids.push(...Sessions!.map(({ SessionId }) => SessionId));
    return ids;
  };

  test("are all read", async () => {
    const all = Array.from({ length: 1000 }, (_, index) => ({ SessionId: `s-${index}` }));
    aws.answer("ssm:DescribeSessions", paged("Sessions", all, 200));
    expect(await read()).toHaveLength(1000);
    expect(aws.callsOf("ssm:DescribeSessions")).toHaveLength(5);
  });

  test("that repeat are an error, neither an endless loop nor an end", async () => {
    aws.answer("ssm:DescribeSessions", { Sessions: [{ SessionId: "a" }], NextToken: "again" });
    await expect(read()).rejects.toThrow("ssm:DescribeSessions gave the same page twice");
  });
});

test("no more than the given number of places are read at a time", async () => {
  await open({ ...wholeOrganization, concurrency: 2 });
  let running = 0;
  let most = 0;
  await fleet!.map("x", async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
  });
  expect(most).toBe(2);
});
