/** What owners of existing pieces are asked to add is enough, and all of it is needed. */
import { existingBucket, existingBus, landingZonePlan, SHOP } from "../support/landing-zone";
import { almighty, crossings, forwarder, restsOnBothSides, stranger, surroundingsOf } from "./landing-zone.people";
import { Organization } from "./landing-zone.world";
import { viaS3 } from "./support/names";
import { allows, denies, titleOf } from "./support/table";

const existing = { ...existingBucket, ...existingBus };
const organization = Organization.planned(landingZonePlan({ existing }));
const { name, keyArn } = existingBucket.transcriptBucket!;
const bucket = `arn:aws:s3:::${name}`;
const transcript = `${bucket}/sessions/${SHOP}/eu-west-1/alice-0123456789abcdefghijklmnop.log`;

restsOnBothSides(
  "with the pasted statements",
  [
    ...crossings({ ...surroundingsOf(SHOP, "eu-west-1"), bucket, transcript, bucketKey: keyArn }),
    {
      row: allows(forwarder(SHOP), "events:PutEvents", existingBus.eventBusArn!, "events reach the existing bus"),
      identity: ["acme-audit-event-forwarding", "AllowPutEventsOnBus"],
      resource: "AllowOrganizationToPutEvents",
    },
  ],
  organization,
);

describe("the pasted statements open nothing else", () => {
  const refused = [
    denies(almighty(SHOP), "s3:GetObject", transcript, "members read nothing"),
    denies(almighty(SHOP), "s3:PutObject", `${bucket}/other/x.log`, "what else is in the bucket stays as it is"),
    denies(almighty(SHOP), "kms:Decrypt", keyArn, "nor what else the key encrypts", viaS3("arn:aws:s3:::other/x")),
    denies(stranger, "s3:PutObject", transcript, "another organization"),
    denies(stranger, "kms:GenerateDataKey", keyArn, "another organization", viaS3(bucket)),
    denies(stranger, "events:PutEvents", existingBus.eventBusArn!, "another organization"),
  ];
  test.each(refused.map((row) => [titleOf(row), row] as const))("%s", async (_, row) => {
    expect(await organization.verdictOf(row)).toBe("denied");
  });
});
