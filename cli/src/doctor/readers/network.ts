import {
  DescribeRouteTablesCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
  type RouteTable,
  type VpcEndpoint,
} from "@aws-sdk/client-ec2";
import { known, type Reading } from "../../fleet/place";
import { mapReading } from "../readings";
import type { Endpoint, ManagedNode, Network } from "../state";
import { policyOf } from "./policies";
import type { Site } from "./site";

/** The ways out of the subnets of nodes. */
export async function readNetwork(site: Site, nodes: readonly ManagedNode[]): Promise<Reading<Network>> {
  const subnets = new Map(nodes.flatMap(({ subnet }) => (subnet ? [[subnet.id, subnet]] : [])));
  if (subnets.size === 0) return known({ closedSubnets: [], endpoints: [] });
  const ec2 = site.client(EC2Client);
  const Filters = [{ Name: "vpc-id", Values: [...new Set([...subnets.values()].map(({ vpc }) => vpc))] }];
  const tables = await site.ask(() => ec2.send(new DescribeRouteTablesCommand({ Filters })));
  if (!tables.known) return tables;
  const closedSubnets = [...subnets.values()].flatMap(({ id, vpc }) => {
    const table = tableOf(tables.value?.RouteTables ?? [], id, vpc);
    return table && !leadsOut(table) ? [{ id, vpc, routeTable: table.RouteTableId! }] : [];
  });
  if (closedSubnets.length === 0) return known({ closedSubnets, endpoints: [] });
  const endpoints = await site.ask(() => ec2.send(new DescribeVpcEndpointsCommand({ Filters })));
  return mapReading(endpoints, (found) => ({ closedSubnets, endpoints: (found?.VpcEndpoints ?? []).map(endpointOf) }));
}

/** A subnet without a table of its own has the main one of its VPC. */
function tableOf(tables: readonly RouteTable[], subnet: string, vpc: string): RouteTable | undefined {
  const own = tables.find(({ Associations = [] }) => Associations.some(({ SubnetId }) => SubnetId === subnet));
  const main = ({ VpcId, Associations = [] }: RouteTable) => VpcId === vpc && Associations.some(({ Main }) => Main);
  return own ?? tables.find(main);
}

/** Whatever a default route leads to, a gateway, an instance or a hub, may be a way to AWS. */
function leadsOut({ Routes = [] }: RouteTable): boolean {
  return Routes.some(
    ({ DestinationCidrBlock, DestinationIpv6CidrBlock, State }) =>
      (DestinationCidrBlock === "0.0.0.0/0" || DestinationIpv6CidrBlock === "::/0") && State !== "blackhole",
  );
}

function endpointOf(endpoint: VpcEndpoint): Endpoint {
  return {
    id: endpoint.VpcEndpointId!,
    vpc: endpoint.VpcId!,
    service: endpoint.ServiceName!.split(".").slice(3).join(".") || endpoint.ServiceName!,
    isGateway: endpoint.VpcEndpointType === "Gateway",
    privateDns: endpoint.PrivateDnsEnabled ?? false,
    routeTables: endpoint.RouteTableIds ?? [],
    policy: policyOf(endpoint.PolicyDocument),
  };
}
