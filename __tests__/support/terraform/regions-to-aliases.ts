import type { Block, Blocks, TerraformConfig } from "./config";

/** The provider release whose resources know no `region` argument and that every alias below works with. */
const lastWithoutRegionArgument = ">= 5.100";

/**
 * Turns the `region` arguments of AWS provider 6 into provider aliases, so that provider 5.100 plans the same resources: each
 * resource or data source with a literal region loses it and gets a provider that is a clone of its own one in that Region.
 * Regions that are expressions stay, and provider 5 refuses them.
 */
export function regionsToAliases(config: TerraformConfig): TerraformConfig {
  const providers = new ProviderTable(config.provider ?? {});
  const resource = mapBlocks(config.resource, (type, block) => providers.place(type, block));
  const data = mapBlocks(config.data, (type, block) => providers.place(type, block));
  if (!providers.changed) return config;
  return {
    ...config,
    terraform: withVersion(config.terraform ?? {}),
    provider: providers.all(),
    ...(resource && { resource }),
    ...(data && { data }),
  };
}

class ProviderTable {
  changed = false;
  private readonly configurations: Map<string, Block[]>;
  /** References to clones by the configuration and the Region they are made of. */
  private readonly clones = new Map<string, string>();

  constructor(providers: NonNullable<TerraformConfig["provider"]>) {
    const lists = Object.entries(providers).map(([name, given]): [string, Block[]] => [
      name,
      [given].flat() as Block[],
    ]);
    this.configurations = new Map(lists);
  }

  all(): Record<string, Block[]> {
    return Object.fromEntries(this.configurations);
  }

  place(type: string, block: Block): Block {
    const { region, ...rest } = block;
    if (typeof region !== "string" || region.includes("${")) return block;
    this.changed = true;
    const reference = typeof block.provider === "string" ? block.provider : type.split("_")[0]!;
    const placed = this.inRegion(reference, region);
    // The default configuration is what a block without a provider gets.
    return placed === type.split("_")[0] ? rest : { ...rest, provider: placed };
  }

  /** A reference to the clone of a configuration, or to itself when it works in that Region already. */
  private inRegion(reference: string, region: string): string {
    const [name, alias] = reference.split(".") as [string, string | undefined];
    const list = this.configurations.get(name) ?? [];
    this.configurations.set(name, list);
    const original = list.find((configuration) => configuration.alias === alias) ?? {};
    if (original.region === region) return reference;
    const key = `${reference} ${region}`;
    const known = this.clones.get(key);
    if (known) return known;
    const wanted = [alias, region.replaceAll("-", "_")].filter(Boolean).join("_");
    const free = freeName(wanted, new Set(list.map((configuration) => configuration.alias)));
    list.push({ ...original, alias: free, region });
    this.clones.set(key, `${name}.${free}`);
    return `${name}.${free}`;
  }
}

function freeName(wanted: string, taken: ReadonlySet<unknown>): string {
  let name = wanted;
  for (let suffix = 2; taken.has(name); suffix++) name = `${wanted}_${suffix}`;
  return name;
}

function mapBlocks(blocks: Blocks | undefined, change: (type: string, block: Block) => Block): Blocks | undefined {
  if (!blocks) return undefined;
  const types = Object.entries(blocks).map(([type, named]) => {
    const changed = Object.entries(named).map(([name, block]) => [name, change(type, block)] as const);
    return [type, Object.fromEntries(changed)] as const;
  });
  return Object.fromEntries(types);
}

/** Region arguments are why a stack asks for provider 6. */
function withVersion(terraform: Block): Block {
  const required = (terraform.required_providers ?? {}) as Readonly<Record<string, Block>>;
  if (!required.aws) return terraform;
  return {
    ...terraform,
    required_providers: { ...required, aws: { ...required.aws, version: lastWithoutRegionArgument } },
  };
}
