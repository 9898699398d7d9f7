import { runCommand } from "../support/commands";
import { StandIn } from "../support/stand-in";
import { World } from "../support/world";

test("ten thousand sessions are read to the last page, none twice", async () => {
  const aws = await StandIn.start({ regions: ["eu-west-1"] });
  try {
    const world = new World(aws);
    for (let index = 0; index < 10_000; index++) {
      const at = new Date(Date.parse("2026-07-01T00:00:00Z") + index * 60_000).toISOString();
      world.play({ id: `p${index % 40}-${index}`, startedAt: at, endedAt: at, call: false, transcript: "$ \n" });
    }
    world.bucket.delete("sessions/111122223333/eu-west-1/p7-9967.log");
    const { exitCode, stdout } = await runCommand(["report", "--jsonl", "-"], { aws });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(exitCode).toBe(1);
    expect(new Set(lines.map(({ session_id }) => session_id)).size).toBe(10_000);
    expect(lines).toHaveLength(10_000);
    expect(lines.filter(({ verdict }) => verdict !== "recorded").map(({ session_id }) => session_id)).toEqual([
      "p7-9967",
    ]);
    // 50 pages of 200, and one of the sessions that are open.
    expect(aws.callsOf("ssm:DescribeSessions")).toHaveLength(51);
  } finally {
    await aws.stop();
  }
}, 60_000);
