import { agentCalls, sessionContext, uploadContext } from "../policies/calls";
import { chainOf } from "../policies/chain";
import { grants } from "../policies/evaluate";
import { whenKnown } from "../readings";
import type { Endpoint, RegionState } from "../state";
import { command, error, type Found } from "./finding";

/** Nodes in subnets that no route leads out of: every service that the agent calls needs an endpoint. */
export function* networkRules(state: RegionState): Iterable<Found> {
  const network = whenKnown(state.network);
  if (!network || !whenKnown(state.preferences)) return;
  const chain = chainOf(state);
  const services = [
    {
      service: "ssm",
      id: "endpoint-missing-for-channels",
      isNeeded: true,
      effect: "its nodes are not available as targets",
    },
    {
      service: "ssmmessages",
      id: "endpoint-missing-for-channels",
      isNeeded: true,
      effect: "no session reaches its nodes",
    },
    {
      service: "logs",
      id: "endpoint-missing-for-logs",
      isNeeded: chain.group,
      effect: "sessions take minutes to start, or are refused, and are not streamed",
    },
    {
      service: "kms",
      id: "endpoint-missing-for-kms",
      isNeeded: chain.sessionKey,
      effect: "the handshake of every session times out",
    },
    {
      service: "s3",
      id: "endpoint-missing-for-s3",
      isNeeded: chain.bucket,
      effect: "sessions are refused, or no transcript arrives",
    },
  ] as const;
  for (const subnet of network.closedSubnets) {
    const reach = (endpoint: Endpoint, service: string) =>
      endpoint.vpc === subnet.vpc &&
      endpoint.service === service &&
      (!endpoint.isGateway || endpoint.routeTables.includes(subnet.routeTable));
    for (const { service, id, isNeeded, effect } of services) {
      if (!isNeeded) continue;
      const found = network.endpoints.filter((endpoint) => reach(endpoint, service));
      if (found.length === 0) {
        yield error(
          id,
          `${subnet.id} (${service})`,
          effect,
          command(
            state,
            `ec2 create-vpc-endpoint --vpc-id ${subnet.vpc} --vpc-endpoint-type Interface --service-name com.amazonaws.${state.region}.${service} --subnet-ids ${subnet.id} --private-dns-enabled`,
          ),
        );
      } else if (service !== "s3" && found.every(({ privateDns }) => !privateDns)) {
        yield error(
          "endpoint-without-private-dns",
          found[0]!.id,
          `agents in ${subnet.id} resolve the public name, and time out`,
          command(state, `ec2 modify-vpc-endpoint --vpc-endpoint-id ${found[0]!.id} --private-dns-enabled`),
        );
      }
    }
    if (chain.bucket && chain.bucket.region !== state.region) {
      yield error(
        "bucket-in-another-region",
        chain.bucket.name,
        `nodes in ${subnet.id} cannot reach it: S3 endpoints reach only buckets in ${state.region}`,
        "use a bucket of this Region, and replicate it if needed",
      );
    }
  }
  const vpcs = new Set(network.closedSubnets.map(({ vpc }) => vpc));
  for (const endpoint of network.endpoints) if (vpcs.has(endpoint.vpc)) yield* policyRules(state, endpoint);
}

/** Services as IAM names them, by the name of the endpoint. */
const prefixes: Readonly<Record<string, string>> = {
  s3: "s3:",
  logs: "logs:",
  kms: "kms:",
  ssmmessages: "ssmmessages:",
};

function* policyRules(state: RegionState, endpoint: Endpoint): Iterable<Found> {
  const prefix = prefixes[endpoint.service];
  if (!prefix || !endpoint.policy) return;
  const chain = chainOf(state);
  const calls = agentCalls(chain).filter(({ action }) => action.startsWith(prefix));
  for (const { arn } of whenKnown(state.roles) ?? []) {
    const denied = calls.filter(
      ({ action, resource }) =>
        grants(endpoint.policy, {
          principal: arn,
          action,
          resource,
          owner: state.account,
          context: {
            ...uploadContext,
            ...sessionContext,
            "aws:ResourceAccount": whenKnown(chain.bucket?.owner) ?? state.account,
          },
        }) === "no",
    );
    if (denied.length === 0) continue;
    yield error(
      "endpoint-policy-denies",
      endpoint.id,
      `agents on nodes with ${arn} cannot call ${[...new Set(denied.map(({ action }) => action))].join(", ")} through it`,
      command(state, `ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint.id} --policy-document file://policy.json`),
    );
    return;
  }
}
