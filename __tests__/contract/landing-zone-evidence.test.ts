/** The ledger of the archive reads the sessions of workload accounts, and nobody else does by its way. */
import { ARCHIVE, BILLING, landingZonePlan, MANAGEMENT, SHOP } from "../support/landing-zone";
import { almighty, member, restsOnBothSides, stranger } from "./landing-zone.people";
import { Organization } from "./landing-zone.world";
import { allows, denies, titleOf } from "./support/table";

const organization = Organization.planned(landingZonePlan({ evidence: {} }));
const collector = member("acme-audit-session-ledger", ARCHIVE, ["acme-audit-session-ledger"]);
const readerOf = (account: string) => `arn:aws:iam::${account}:role/acme-audit-ledger-reader`;
const inOrganization = { "aws:ResourceOrgID": "o-a1b2c3d4e5" };

restsOnBothSides(
  "the collector of the archive",
  [SHOP, BILLING].map((account) => ({
    row: allows(collector, "sts:AssumeRole", readerOf(account), "reads sessions", inOrganization),
    identity: ["acme-audit-session-ledger", "AllowReaderRoles"] as const,
    resource: "AllowCollector",
  })),
  organization,
);

describe("nobody else", () => {
  const refused = [
    denies(almighty(ARCHIVE), "sts:AssumeRole", readerOf(SHOP), "an administrator of the archive", inOrganization),
    denies(almighty(MANAGEMENT), "sts:AssumeRole", readerOf(SHOP), "the management account", inOrganization),
    denies(stranger, "sts:AssumeRole", readerOf(SHOP), "another organization", inOrganization),
    denies(
      member("acme-audit-session-ledger", BILLING, [], true),
      "sts:AssumeRole",
      readerOf(SHOP),
      "a role of that name in a workload account",
      inOrganization,
    ),
  ];
  test.each(refused.map((row) => [titleOf(row), row] as const))("%s", async (_, row) => {
    expect(await organization.verdictOf(row)).toBe("denied");
  });
});
