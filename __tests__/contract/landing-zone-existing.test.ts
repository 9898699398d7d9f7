/** What owners of existing pieces are asked to add is enough, and all of it is needed. */
import { existingBucket, existingBus, landingZonePlan, SHOP } from "../support/landing-zone";
import { almighty, forwarder, node, restsOnBothSides, stranger } from "./landing-zone.people";
import { Organization } from "./landing-zone.world";
import { toBucketOwner, viaS3 } from "./support/names";
import { allows, denies, titleOf } from "./support/table";

const existing = { ...existingBucket, ...existingBus };
const organization = Organization.planned(landingZonePlan({ existing }));
const { name, keyArn } = existingBucket.transcriptBucket!;
const bucket = `arn:aws:s3:::${name}`;
const transcript = `${bucket}/sessions/${SHOP}/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
const agent = node(SHOP);
const nodes = (sid: string) => ["acme-audit-nodes", sid] as const;

restsOnBothSides(
  "with the pasted statements",
  [
    {
      row: allows(agent, "s3:PutObject", transcript, "the node uploads", toBucketOwner),
      identity: nodes("WriteTranscripts"),
      resource: "AllowOrganizationTranscripts",
    },
    {
      row: allows(agent, "s3:PutObjectAcl", transcript, "to the bucket's owner", toBucketOwner),
      identity: nodes("GiveTranscriptsToBucketOwner"),
      resource: "AllowOrganizationTranscripts",
    },
    {
      row: allows(agent, "s3:GetEncryptionConfiguration", bucket, "the agent looks before it starts a session"),
      identity: nodes("ReadBucketEncryption"),
      resource: "AllowOrganizationToReadEncryption",
    },
    ...[
      allows(agent, "kms:GenerateDataKey", keyArn, "the bucket has a Bucket Key", viaS3(bucket)),
      allows(agent, "kms:GenerateDataKey", keyArn, "the bucket has none", viaS3(transcript)),
      allows(agent, "kms:Decrypt", keyArn, "parts of a long transcript", viaS3(transcript)),
    ].map((row) => ({ row, identity: nodes("EncryptTranscripts"), resource: "AllowOrganizationUploads" })),
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
