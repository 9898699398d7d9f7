import { doctorIds } from "../../../src/doctor/catalogue";
import { diagnose } from "../../../src/doctor/diagnose";
import { Fleet } from "../../../src/fleet/fleet";
import { breakages } from "../../doctor/support/breakages";
import { healthyWorld, region, type World } from "../../doctor/support/healthy";
import { serveWorld } from "../../doctor/support/serve";
import { testIo } from "../../support/commands";
import { StandIn } from "../../support/stand-in";

let aws: StandIn;
beforeAll(async () => {
  aws = await StandIn.start({ regions: [region] });
});
afterAll(() => aws.stop());

async function diagnosisOf(world: World) {
  serveWorld(aws, world);
  const fleet = await Fleet.open({ concurrency: 8 }, testIo(aws));
  try {
    return await diagnose(fleet);
  } finally {
    fleet.close();
  }
}

test("a healthy account yields no finding, and nothing that could not be read", async () => {
  expect(await diagnosisOf(healthyWorld())).toMatchObject({ findings: [], gaps: [] });
});

// A forgotten Region takes two: the test of the fleet has it.
const inOneRegion = doctorIds.filter((id) => id !== "region-without-audit");

test.each(inOneRegion)("names exactly: %s", async (id) => {
  const world = healthyWorld();
  breakages[id](world);
  const { findings, gaps } = await diagnosisOf(world);
  expect(findings.map((finding) => finding.id)).toEqual([id]);
  expect(findings[0]!.effect).not.toMatch(/undefined|\[object/);
  expect(findings[0]!.fix).not.toMatch(/undefined|\[object/);
  expect(gaps).toEqual([]);
});
