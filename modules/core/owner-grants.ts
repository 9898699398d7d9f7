import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AnnotationMetadataEntryType, Annotations, type App, Lazy, TerraformOutput, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { exactText } from "./literal";
import { readableId } from "./logical-id";
import { PolicyDocument, type PolicyStatement } from "./policy-document";
import { nameInTerraform } from "./unique-names";

/** A policy that somebody else owns. */
export interface OwnedPolicy {
  /** Which policy of the resource. */
  readonly policy: "bucket policy" | "key policy" | "topic policy" | "queue policy" | "event bus policy";
  /** ARN of the resource. */
  readonly resource: string;
  /** The account that owns the resource. */
  readonly account: string;
}

/** What the owner of an existing resource must add to its policy. */
export interface OwnerGrant extends OwnedPolicy {
  /** A policy document with the statements to add, ready to paste. */
  readonly statements: string;
}

/** A requested grant, as Terraform will read it. */
interface Asked extends OwnedPolicy {
  readonly statements: () => string;
}

const askedIn = new WeakMap<IConstruct, Asked[]>();
const documents = new WeakMap<IConstruct, PolicyDocument>();

/**
 * Requests a grant on an existing resource whose policy this library does not write. The owner sees it in three places:
 * a warning at synthesis, `grants/<account>.json` beside the stacks, and a Terraform output, which knows the account
 * even if the stack does not.
 * @param piece the construct that stands for the existing resource
 * @param more what else the owner must do, to follow "unless it is there"
 */
export function askOwner(
  piece: IConstruct,
  owned: OwnedPolicy,
  statements: readonly PolicyStatement[],
  more: string = "",
): void {
  const { policy, resource } = owned;
  const document = documents.get(piece) ?? askFirst(piece, owned);
  for (const statement of statements) document.addAnother(statement);
  Annotations.of(piece).addWarning(
    `add to the ${policy} of ${resource}, unless it is there${more}: ${new PolicyDocument(...statements).toJson()}`,
  );
}

function askFirst(piece: IConstruct, owned: OwnedPolicy): PolicyDocument {
  const document = new PolicyDocument();
  documents.set(piece, document);
  remember(piece, { ...owned, statements: () => document.toJson() });
  const output = new TerraformOutput(piece, "GrantsToAdd", {
    description: `To add to the ${owned.policy} of what exists already, unless it is there`,
    // CDKTF would write a text in braces to HCL as an object.
    value: Lazy.stringValue({ produce: () => exactText(piece, outsideTerraform(document.toJson())) }),
  });
  nameInTerraform(output, readableId(output));
  return document;
}

/** Reports grants that are known without a construct, such as those of a plan. */
export function announceGrants(scope: IConstruct, grants: readonly OwnerGrant[]): void {
  const known = askedIn.get(scope.node.root) ?? [];
  for (const { statements, ...owned } of grants) {
    if (known.some(({ policy, resource }) => policy === owned.policy && resource === owned.resource)) continue;
    remember(scope, { ...owned, statements: () => statements });
  }
}

function remember(scope: IConstruct, asked: Asked): void {
  const { root } = scope.node;
  askedIn.set(root, [...(askedIn.get(root) ?? []), asked]);
}

/** Writes a file for each account that owns something, and reports it. */
export function writeOwnerGrants(app: App): void {
  const folder = join(app.outdir, FOLDER);
  // Removing what is not there would make Node load how to remove folders.
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  const asked = askedIn.get(app) ?? [];
  const known = asked.filter(isKnown);
  const byOwner = new Map<string, Asked[]>();
  for (const grant of known) byOwner.set(grant.account, [...(byOwner.get(grant.account) ?? []), grant]);
  for (const [account, grants] of byOwner) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${account}.json`), `${JSON.stringify(merged(grants), null, 2)}\n`);
  }
  if (process.env.CDKTF_OUTDIR === undefined) tell(app, [...byOwner.keys()], asked.length - known.length);
}

const FOLDER = "grants";

function isKnown({ account, resource, statements }: Asked): boolean {
  return ![account, resource, statements()].some((text) => Token.isUnresolved(text));
}

/** Several stacks may request the same grant. */
function merged(grants: readonly Asked[]): object[] {
  const unique = new Map(
    grants.map(({ policy, resource, statements }) => [
      [policy, resource, statements()].join(" "),
      { resource, policy, add: JSON.parse(outsideTerraform(statements())) },
    ]),
  );
  return [...unique.values()];
}

/** Terraform writes `$${` for `${`. The owner pastes the text elsewhere. */
export function outsideTerraform(policy: string): string {
  return policy.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/** The CDKTF CLI shows warnings; a program that runs on its own does not. */
function tell(app: App, owners: readonly string[], unknown: number): void {
  const files = owners.map((account) => join(app.outdir, FOLDER, `${account}.json`));
  const lines = [
    ...warningsOf(app),
    ...files.map((file) => `What its owner must allow, ready to paste: ${file}`),
    ...(unknown > 0
      ? [
          `No file has the policies of ${unknown} existing pieces, since only Terraform knows their account: state it with setAwsContext, or read the outputs that end in grants_to_add`,
        ]
      : []),
  ];
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
}

/** Each warning once, however many stacks it applies to. */
function warningsOf(app: App): string[] {
  const all = app.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === AnnotationMetadataEntryType.WARN)
        .map(({ data }): [text: string, path: string] => [data, node.path]),
    );
  return [...new Map(all.reverse())].reverse().map(([text, path]) => `Warning: ${path}: ${text}`);
}
