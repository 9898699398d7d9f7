import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_DOCUMENT_NAME } from "../../../modules/facts";
import { UsageError } from "../io";

/** The preferences that a configuration will write in one account and Region. */
export interface PlannedPreferences {
  /** Undefined where the configuration leaves it to the credentials: the account of the caller. */
  readonly account: string | undefined;
  readonly region: string;
  /** The text of the document, with references where only Terraform knows the value; undefined where it knows all of it only. */
  readonly content: string | undefined;
  /** Whether Terraform will take over what exists, by an import block, or has it in its state. */
  readonly isAdopted: boolean;
  /** Where it stands: a stack, or a plan. */
  readonly origin: string;
}

/** Reads a folder that was synthesized, one stack of it, or a plan as `terraform show -json` writes it. */
export function plannedPreferences(path: string): PlannedPreferences[] {
  if (!existsSync(path))
    throw new UsageError(`--plan: there is no ${path}: synthesize first, or name a folder or a plan in JSON`);
  const planned = statSync(path).isDirectory() ? stacksOf(path).flatMap(fromFile) : fromFile(path);
  if (planned.length > 0) return planned;
  throw new UsageError(`--plan: nothing in ${path} creates the document ${DEFAULT_DOCUMENT_NAME}`);
}

/** `cdktf.out`, its `stacks`, or one of them. */
function stacksOf(folder: string): string[] {
  const own = join(folder, "cdk.tf.json");
  if (existsSync(own)) return [own];
  const stacks = existsSync(join(folder, "stacks")) ? join(folder, "stacks") : folder;
  return readdirSync(stacks)
    .sort()
    .map((stack) => join(stacks, stack, "cdk.tf.json"))
    .filter((file) => existsSync(file));
}

type Loose = Readonly<Record<string, unknown>>;

function fromFile(file: string): PlannedPreferences[] {
  let content: Loose;
  try {
    content = fields(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new UsageError(`--plan: ${file} is not JSON: write the plan with terraform show -json`);
  }
  return "planned_values" in content ? fromPlan(content, file) : fromStack(content, file);
}

/** A stack as CDKTF writes it: nothing is resolved in it yet but what the code knew. */
function fromStack(stack: Loose, file: string): PlannedPreferences[] {
  const documents = Object.entries(fields(fields(stack.resource).aws_ssm_document)).map(([id, resource]) => ({
    id,
    resource: fields(resource),
  }));
  return documents
    .filter(({ resource }) => resource.name === DEFAULT_DOCUMENT_NAME)
    .map(({ id, resource }) => {
      const provider = providerOf(list(fields(stack.provider).aws), resource.provider);
      const region = known(resource.region) ?? known(provider.region);
      if (!region) throw new UsageError(`--plan: ${file} does not name the Region of ${id}: give a plan in JSON`);
      return {
        account: accountOf(provider),
        region,
        content: known(resource.content, () => true),
        isAdopted: list(stack.import).some(({ to }) => to === `aws_ssm_document.${id}`),
        origin: file,
      };
    });
}

/** `aws.eu` is the provider of that alias, nothing the one without. */
function providerOf(providers: readonly Loose[], reference: unknown): Loose {
  const alias = typeof reference === "string" ? reference.split(".")[1] : undefined;
  return providers.find((provider) => provider.alias === alias) ?? {};
}

function accountOf(provider: Loose): string | undefined {
  const [allowed] = Array.isArray(provider.allowed_account_ids) ? provider.allowed_account_ids : [];
  const [role] = list(provider.assume_role);
  return known(allowed) ?? known(role?.role_arn)?.split(":")[4];
}

/** Fills in the account and Region that a stack looks up; what else it refers to stays a reference. */
export function placed(content: string, account: string, region: string): string {
  return content.replace(/\$\{data\.aws_(\w+)\.\w+\.(\w+)\}/g, (found, data: string, attribute: string) => {
    if (data === "caller_identity" && attribute === "account_id") return account;
    return data === "region" && ["id", "name", "region"].includes(attribute) ? region : found;
  });
}

/** A plan: what Terraform knows by then is resolved. */
function fromPlan(plan: Loose, file: string): PlannedPreferences[] {
  const providers = fields(fields(plan.configuration).provider_config);
  return list(plan.resource_changes)
    .filter(({ type, change }) => {
      const after = fields(fields(change).after);
      return type === "aws_ssm_document" && after.name === DEFAULT_DOCUMENT_NAME;
    })
    .map((resource) => {
      const change = fields(resource.change);
      const after = fields(change.after);
      const provider = constants(fields(providers[configKey(plan, String(resource.address))]));
      const region = known(after.region) ?? known(provider.region);
      if (!region) throw new UsageError(`--plan: ${file} does not name the Region of ${resource.address}`);
      const isNew = Array.isArray(change.actions) && change.actions.includes("create");
      return {
        account: accountOf(provider),
        region,
        content: known(after.content),
        isAdopted: !isNew || change.importing !== undefined,
        origin: file,
      };
    });
}

/** Which provider configuration a resource of the root module has. */
function configKey(plan: Loose, address: string): string {
  const { root_module } = fields(plan.configuration);
  const resource = list(fields(root_module).resources).find((candidate) => candidate.address === address);
  return String(resource?.provider_config_key ?? "aws");
}

/** Expressions of a provider that are plain values. */
function constants(provider: Loose): Loose {
  const value = (expression: unknown): unknown =>
    Array.isArray(expression) ? expression.map(constantsOf) : fields(expression).constant_value;
  const constantsOf = (block: unknown) =>
    Object.fromEntries(Object.entries(fields(block)).map(([name, expression]) => [name, value(expression)]));
  return constantsOf(fields(provider.expressions));
}

const fields = (value: unknown): Loose => (typeof value === "object" && value !== null ? (value as Loose) : {});
const list = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.map(fields) : []);

/** A text that holds no reference. */
function known(value: unknown, allows = (text: string) => !text.includes("${")): string | undefined {
  return typeof value === "string" && allows(value) ? value : undefined;
}
