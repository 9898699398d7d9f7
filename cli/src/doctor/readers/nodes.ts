import { EC2Client, type Instance, paginateDescribeInstances } from "@aws-sdk/client-ec2";
import { GetInstanceProfileCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  type InstanceInformation,
  type InventoryResultEntity,
  paginateDescribeInstanceInformation,
  paginateGetInventory,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { everyPage } from "../../fleet/pages";
import { known, type Reading } from "../../fleet/place";
import { followReading, mapReading } from "../readings";
import type { ManagedNode } from "../state";
import { readSetting } from "./documents";
import type { Site } from "./site";

/** Nodes of the Region that Systems Manager knows, each with the role whose rights its agent has. */
export async function readNodes(site: Site): Promise<Reading<readonly ManagedNode[]>> {
  const listed = await site.ask(() => list(site));
  return followReading(listed, async (nodes = []) => {
    if (nodes.length === 0) return known([]);
    const ids = nodes.map(({ InstanceId }) => InstanceId!).filter((id) => id.startsWith("i-"));
    const linux = nodes.filter(({ PlatformType }) => PlatformType === "Linux");
    const [instances, packages] = await Promise.all([readInstances(site, ids), readPackages(site, linux)]);
    if (!instances.known) return instances;
    const isWithoutProfile = [...instances.value.values()].some(({ IamInstanceProfile }) => !IamInstanceProfile);
    const defaultRole = isWithoutProfile ? await readSetting(site, defaultRoleSetting) : known(undefined);
    if (!defaultRole.known) return defaultRole;
    const profiles = await readProfiles(site, [...instances.value.values()]);
    if (!profiles.known) return profiles;
    const hybridRoles = await readHybridRoles(site, nodes);
    if (!hybridRoles.known) return hybridRoles;
    return known(
      nodes.map((node): ManagedNode => {
        const instance = instances.value.get(node.InstanceId!);
        const profile = instance?.IamInstanceProfile?.Arn;
        const own = profile ? profiles.value.get(profile) : hybridRoles.value.get(node.IamRole ?? "");
        const fallback = instance && !profile && defaultRole.value !== noRole ? defaultRole.value : undefined;
        const roleArn = own ?? (fallback && `arn:${site.partition}:iam::${site.account}:role/${fallback}`);
        return {
          id: node.InstanceId!,
          platform: node.PlatformType ?? "Linux",
          platformVersion: node.PlatformVersion ?? "",
          agentVersion: node.AgentVersion ?? "",
          ...(roleArn && { roleArn }),
          isByDefaultHostManagement: !own && fallback !== undefined,
          ...(instance?.SubnetId && { subnet: { id: instance.SubnetId, vpc: instance.VpcId! } }),
          packages: mapReading(packages, (found) => found.get(node.InstanceId!)),
        };
      }),
    );
  });
}

/** What AWS keeps where Default Host Management is off. */
const noRole = "$None";
const defaultRoleSetting = "/ssm/managed-instance/default-ec2-instance-management-role";

async function list(site: Site): Promise<InstanceInformation[]> {
  const pages = everyPage(
    "ssm:DescribeInstanceInformation",
    paginateDescribeInstanceInformation,
    { client: site.client(SSMClient) },
    { MaxResults: 50 },
  );
  const nodes: InstanceInformation[] = [];
  for await (const { InstanceInformationList } of pages) nodes.push(...(InstanceInformationList ?? []));
  // A node that has not been heard of for 30 days is out of use: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_InstanceInformation.html
  return nodes.filter(({ PingStatus }) => PingStatus !== "Inactive");
}

async function readInstances(site: Site, ids: readonly string[]): Promise<Reading<ReadonlyMap<string, Instance>>> {
  const client = site.client(EC2Client);
  const found = await site.ask(async () => {
    const instances = new Map<string, Instance>();
    // A filter takes 200 values: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
    for (let from = 0; from < ids.length; from += 200) {
      const pages = everyPage(
        "ec2:DescribeInstances",
        paginateDescribeInstances,
        { client },
        {
          Filters: [{ Name: "instance-id", Values: ids.slice(from, from + 200) }],
        },
      );
      for await (const { Reservations = [] } of pages) {
        for (const instance of Reservations.flatMap(({ Instances = [] }) => Instances)) {
          instances.set(instance.InstanceId!, instance);
        }
      }
    }
    return instances;
  });
  return mapReading(found, (instances) => instances!);
}

/** Role ARNs by the ARN of the instance profile. */
async function readProfiles(site: Site, instances: readonly Instance[]): Promise<Reading<ReadonlyMap<string, string>>> {
  const arns = [...new Set(instances.flatMap(({ IamInstanceProfile }) => IamInstanceProfile?.Arn ?? []))];
  return readEach(arns, (arn) =>
    site.once(`profile ${arn}`, async () => {
      const name = arn.split("/").at(-1)!;
      const profile = await site.ask(
        () => site.client(IAMClient).send(new GetInstanceProfileCommand({ InstanceProfileName: name })),
        ["NoSuchEntityException", "NoSuchEntity"],
      );
      return mapReading(profile, (found) => found?.InstanceProfile?.Roles?.[0]?.Arn);
    }),
  );
}

/** Role ARNs by the name under which a hybrid node was registered. */
async function readHybridRoles(
  site: Site,
  nodes: readonly InstanceInformation[],
): Promise<Reading<ReadonlyMap<string, string>>> {
  const names = [...new Set(nodes.flatMap(({ IamRole }) => IamRole || []))];
  return readEach(names, (name) => readRole(site, name.split("/").at(-1)!));
}

/** The ARN of a role by its name: with its path, which the ARNs of its sessions leave out. */
export function readRole(site: Site, name: string): Promise<Reading<string | undefined>> {
  return site.once(`role ${site.account} ${name}`, async () => {
    const role = await site.ask(
      () => site.client(IAMClient).send(new GetRoleCommand({ RoleName: name })),
      ["NoSuchEntityException", "NoSuchEntity"],
    );
    return mapReading(role, (found) => found?.Role?.Arn);
  });
}

async function readEach(
  names: readonly string[],
  read: (name: string) => Promise<Reading<string | undefined>>,
): Promise<Reading<ReadonlyMap<string, string>>> {
  const found = new Map<string, string>();
  for (const [index, reading] of (await Promise.all(names.map(read))).entries()) {
    if (!reading.known) return reading;
    if (reading.value) found.set(names[index]!, reading.value);
  }
  return known(found);
}

/**
 * Where distributions keep `script`: in util-linux, in bsdutils (Debian, Ubuntu), or in a package of its own (Fedora).
 * @see https://packages.debian.org/bsdutils
 */
export const scriptPackages = ["util-linux", "bsdutils", "util-linux-script"];

/** Packages by node, of nodes whose applications are inventoried. */
async function readPackages(
  site: Site,
  nodes: readonly InstanceInformation[],
): Promise<Reading<ReadonlyMap<string, Record<string, string>>>> {
  if (nodes.length === 0) return known(new Map());
  const client = site.client(SSMClient);
  const inventory = async (filter: { Type: "Exists" | "Equal"; Values: string[] }, withContent: boolean) => {
    const pages = everyPage(
      "ssm:GetInventory",
      paginateGetInventory,
      { client },
      {
        Filters: [{ Key: "AWS:Application.Name", ...filter }],
        ...(withContent && { ResultAttributes: [{ TypeName: "AWS:Application" }] }),
        MaxResults: 50,
      },
    );
    const entities = [];
    for await (const { Entities } of pages) entities.push(...(Entities ?? []));
    return entities;
  };
  const read = await site.ask(async () => {
    const matching = await inventory({ Type: "Equal", Values: scriptPackages }, true);
    const found = new Map(matching.map(({ Id, Data }) => [Id!, packagesOf(Data)]));
    if (nodes.every(({ InstanceId }) => found.has(InstanceId!))) return found;
    // Whether the others have none of these packages, or no inventory.
    const collected = await inventory({ Type: "Exists", Values: ["true"] }, false);
    return new Map([...collected.map(({ Id }) => [Id!, {}] as const), ...found]);
  });
  return mapReading(read, (found) => found!);
}

function packagesOf(data: InventoryResultEntity["Data"]): Record<string, string> {
  const rows = data?.["AWS:Application"]?.Content ?? [];
  return Object.fromEntries(
    rows.filter(({ Name = "" }) => scriptPackages.includes(Name)).map(({ Name, Version }) => [Name!, Version ?? ""]),
  );
}
