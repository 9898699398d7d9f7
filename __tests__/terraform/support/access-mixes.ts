import type { TerraformStack } from "cdktf";
import {
  EncryptionKey,
  LogBucket,
  LogGroup,
  NodeAccess,
  type NodeAccessProps,
  OperatorAccess,
  type OperatorAccessProps,
  SessionDocument,
  sessionTargets,
} from "../../../modules";
import type { MixedModule } from "./mixes";

/** Policies for documents whose sessions are logged elsewhere: constructs take the documents, modules what they say. */

const region = "eu-west-1";
const further = "us-east-1";
const keyIn = (place: string, id: string) =>
  `arn:aws:kms:${place}:111122223333:key/${id.repeat(8)}-1111-1111-1111-111111111111`;

const logging = {
  transcript_bucket_name: "acme-transcripts",
  session_log_group_name: "/acme/sessions",
};
const allKeys = { session_key_arn: keyIn(region, "1"), transcript_key_arn: keyIn(region, "2") };

interface Documents {
  readonly keys?: boolean;
  readonly regions?: readonly [string, ...string[]];
  readonly runAs?: { readonly defaultUser: string };
}

/** Documents in these Regions, of which the first is that of the provider. */
function documentsIn(stack: TerraformStack, { keys = true, regions = [region], runAs }: Documents) {
  const key = (id: string, arn: string) => (keys ? EncryptionKey.fromArn(stack, id, arn) : undefined);
  const bucket = LogBucket.fromName(stack, "Bucket", {
    name: logging.transcript_bucket_name,
    encryption: key("BucketKey", allKeys.transcript_key_arn) ?? "s3-managed",
    grantsGiven: true,
  });
  const [first, ...others] = regions.map(
    (place) =>
      new SessionDocument(stack, `Document-${place}`, {
        ...(place !== region && { region: place }),
        encryptionKey: key(`Key-${place}`, keyIn(place, "1")),
        bucket,
        logGroup: new LogGroup(stack, `Group-${place}`, {
          name: logging.session_log_group_name,
          ...(place !== region && { region: place }),
        }),
        runAs,
      }),
  );
  return [first!, ...others] as const;
}

type Chosen<P> = Omit<P, "name" | "documents" | "targets"> & Partial<Pick<OperatorAccessProps, "targets">>;

const operators =
  (props: Chosen<OperatorAccessProps>, documents: Documents = {}) =>
  (stack: TerraformStack) => {
    const targets = props.targets ?? sessionTargets.all();
    new OperatorAccess(stack, "OperatorAccess", {
      ...props,
      name: "acme-operators",
      documents: [...documentsIn(stack, documents)],
      targets,
    });
  };

const nodes =
  (props: Omit<NodeAccessProps, "name" | "documents">, documents: Documents = {}) =>
  (stack: TerraformStack) => {
    new NodeAccess(stack, "NodeAccess", {
      ...props,
      name: "acme-nodes",
      documents: [...documentsIn(stack, documents)],
    });
  };

const twoRegions = { regions: [region, further] } as const;
const furtherKeys = { further_session_key_arns: { [further]: keyIn(further, "1") } };

export const accessModules: readonly MixedModule[] = [
  {
    module: "operator-access",
    region,
    prefix: "operator_access",
    mixes: [
      {
        name: "defaults",
        construct: operators({}, { keys: false }),
        part: "own",
        variables: { name: "acme-operators", ...logging },
      },
      {
        name: "everything",
        construct: operators(
          {
            principals: "users",
            attachTo: ["engineers"],
            sourceIdentity: "required",
            remoteDesktop: true,
            mfa: { maxAgeMinutes: 60 },
            sourceNetwork: { cidrs: ["203.0.113.0/24"] },
            targets: sessionTargets.byTag({ team: ["shop"] }),
          },
          { ...twoRegions, runAs: { defaultUser: "auditor" } },
        ),
        part: "own",
        variables: {
          name: "acme-operators",
          ...logging,
          ...allKeys,
          ...furtherKeys,
          document_names_user: true,
          principals: "users",
          attach_to: ["engineers"],
          source_identity: "required",
          remote_desktop: true,
          mfa: { max_age_minutes: 60 },
          source_network: { cidrs: ["203.0.113.0/24"] },
          targets: { tags: { team: ["shop"] } },
        },
      },
    ],
  },
  {
    module: "node-access",
    region,
    prefix: "node_access",
    mixes: [
      {
        name: "defaults",
        construct: nodes({}, { keys: false }),
        part: "own",
        variables: { name: "acme-nodes", ...logging },
      },
      {
        name: "everything",
        construct: nodes({ attachTo: ["web", "Batch.Workers"], roleFor: "ec2" }, twoRegions),
        part: "own",
        variables: {
          name: "acme-nodes",
          ...logging,
          ...allKeys,
          ...furtherKeys,
          transcript_bucket_region: region,
          attach_to: ["web", "Batch.Workers"],
          role_for: "ec2",
        },
      },
    ],
  },
];
