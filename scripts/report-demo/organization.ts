import { readFileSync } from "node:fs";
import { join } from "node:path";
import { base32, generator, hex } from "../../cli/__tests__/support/random";
import type { StandIn } from "../../cli/__tests__/support/stand-in";
import { World } from "../../cli/__tests__/support/world";

const transcripts = join(__dirname, "../../cli/__tests__/fixtures/transcripts");
const recorded = (name: string) => readFileSync(join(transcripts, `${name}.log`), "utf8");

export const accounts = ["111122223333", "222233334444", "333344445555"];
export const regions = ["eu-central-1", "eu-west-1"];

const people = [
  ["alice", "Operator", "198.51.100.7"],
  ["bob", "Operator", "198.51.100.23"],
  ["carol", "DatabaseAdmin", "203.0.113.50"],
  ["dan", "Operator", "203.0.113.77"],
  ["erin.schmidt@example.com", "AWSReservedSSO_Support_0123456789abcdef", "198.51.100.91"],
  ["frank", "Deployer", "203.0.113.8"],
  ["grace", "Operator", "198.51.100.130"],
] as const;
const reasons = [
  "INC-4711: disk full on the shop",
  "CHG-2093",
  "Patch night",
  "INC-4802",
  "Look at the queue",
  "",
  "CHG-2117: new certificate",
];
const shells = [
  "$ systemctl status shop\r\n\x1b[1;32m●\x1b[0m shop.service - Web shop\r\n     Active: \x1b[1;32mactive (running)\x1b[0m since Tue\r\n$ df -h /\r\nFilesystem      Size  Used Avail Use% Mounted on\r\n/dev/nvme0n1p1   40G   38G  1.9G  \x1b[31m96%\x1b[0m /\r\n$ exit\r\n",
  "$ sudo journalctl -u shop -n 3\r\nJul 10 09:01:12 shop[812]: GET /cart 200\r\nJul 10 09:01:13 shop[812]: \x1b[33mslow query: 2.1 s\x1b[0m\r\nJul 10 09:01:15 shop[812]: GET / 200\r\n$ exit\r\n",
];

/**
 * An organization in which people have worked for a month, the same each time. Two recordings are not as they should be: one is
 * missing, and of one there is only what was streamed. One person cleared the screen after showing a password.
 */
export function playOrganization(aws: StandIn, now: Date, count = 420): World {
  const world = new World(aws);
  const random = generator(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const day = 86_400_000;
  const nodes = Array.from({ length: 14 }, () => `i-0${hex(random, 16)}`);

  for (let index = 0; index < count; index++) {
    const [person, role, address] = pick(people);
    // Most work on weekdays, between six and eighteen.
    const at = new Date(now.getTime() - Math.floor(random() * 28 + 0.5) * day);
    at.setUTCHours(6 + Math.floor(random() * 12), Math.floor(random() * 60), Math.floor(random() * 60), 0);
    if (at.getTime() > now.getTime() - 7_200_000 || ([0, 6].includes(at.getUTCDay()) && random() < 0.8)) continue;
    const forwarding = random() < 0.06;
    const reason = pick(reasons);
    world.play({
      id: `${person}-${base32(random)}`,
      account: pick(accounts),
      region: pick(regions),
      role,
      target: pick(nodes),
      startedAt: at.toISOString(),
      endedAt: new Date(at.getTime() + Math.floor(60_000 + random() ** 3 * 9_000_000)).toISOString(),
      ...(reason && { reason }),
      ...(forwarding ? { document: "AWS-StartPortForwardingSession" } : { transcript: pick(shells) }),
      call: { sourceIPAddress: address, mfa: person === "frank" ? "false" : "true" },
    });
  }

  const [production] = accounts as [string];
  const told = { account: production, region: "eu-west-1", target: nodes[0]!, role: "Operator" };
  const ago = (days: number, minutes = 0) => new Date(now.getTime() - days * day + minutes * 60_000).toISOString();
  world
    .play({
      ...told,
      id: `mallory-${base32(random)}`,
      startedAt: ago(5.1),
      endedAt: ago(5.1, 47),
      reason: "routine check",
      call: { sourceIPAddress: "192.0.2.66", mfa: "false" },
    })
    .play({
      ...told,
      id: `mallory-${base32(random)}`,
      startedAt: ago(6.2),
      endedAt: ago(6.2, 12),
      reason: "routine check",
      call: { sourceIPAddress: "192.0.2.66", mfa: "false" },
      transcript: recorded("cleared"),
    })
    .play({
      ...told,
      id: `bob-${base32(random)}`,
      startedAt: ago(3.4),
      endedAt: ago(3.4, 31),
      reason: "INC-4802: node hangs",
      stream: [
        JSON.stringify({
          sessionData: [
            "sh-5.2$ uptime",
            " 10:12:44 up 41 days, load average: 48.20, 40.11, 22.80",
            "sh-5.2$ sudo systemctl stop shop",
          ],
        }),
      ],
    })
    .play({
      ...told,
      id: `carol-${base32(random)}`,
      startedAt: ago(2.3),
      endedAt: ago(2.3, 22),
      reason: "CHG-2093",
      transcript: recorded("vim"),
    })
    .play({
      ...told,
      id: `dan-${base32(random)}`,
      startedAt: ago(1.3),
      endedAt: ago(1.3, 9),
      reason: "INC-4711: disk full on the shop",
      transcript: recorded("top"),
    })
    .play({
      ...told,
      id: `alice-${base32(random)}`,
      startedAt: ago(0.9),
      endedAt: ago(0.9, 18),
      reason: "Look at the queue",
      transcript: recorded("tmux"),
    })
    .play({
      ...told,
      id: `grace-${base32(random)}`,
      startedAt: ago(0.6),
      endedAt: ago(0.6, 14),
      reason: "INC-4802",
      transcript: recorded("edited"),
    })
    .play({ ...told, id: `alice-${base32(random)}`, startedAt: ago(0, -50), reason: "INC-4817" });
  for (const days of [4.2, 4.21, 11.8])
    world.refuse({
      person: "mallory",
      at: ago(days),
      account: production,
      target: nodes[3]!,
      sourceIPAddress: "192.0.2.66",
    });
  aws.fail("cloudtrail:LookupEvents", "denied", { account: accounts[2]!, region: "eu-central-1" });
  return world;
}
