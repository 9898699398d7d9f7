import {
  either,
  flag,
  ipv4Range,
  known,
  listOf,
  object,
  oneOf,
  optional,
  regionalRules,
  resourceId,
  Schema,
  sameRegion,
  someOf,
  text,
} from "../core/internal";
import { sessionDocument } from "../session-document/session-document-schema";
import type { SessionEndpointsProps } from "./session-endpoints";

/** Rules for the endpoint props that topologies offer too. */
export const endpointRules = {
  vpcId: resourceId("vpc", "a VPC"),
  subnetIds: listOf(resourceId("subnet", "a subnet"), { unit: "subnet", some: true, unknown: true }),
  nodeCidrs: optional(listOf(ipv4Range, { unique: true })),
  nodeSecurityGroupIds: optional(listOf(resourceId("sg", "a security group"), { unique: true })),
  s3: optional(
    either(
      known(oneOf(["interface", "existing"])),
      object<{ readonly routeTableIds: readonly string[] }>({
        routeTableIds: listOf(resourceId("rtb", "a route table"), { unit: "route table", some: true, unknown: true }),
      }),
    ),
  ),
  ec2messages: optional(flag()),
};

export const sessionEndpointsSchema = Schema.for<SessionEndpointsProps>({
  ...regionalRules,
  ...endpointRules,
  name: text({
    pattern: /^[\w .-]{1,200}$/,
    not: [/^sg-/],
    allowed: "1 to 200 letters, digits, spaces and ._-, not starting with sg-",
    fix: "write it like acme-session-endpoints",
  }),
  documents: someOf(sessionDocument, { unit: "session document" }),
})
  .relate(["documents"], ({ documents }, aws) =>
    documents.flatMap((document, index) => sameRegion(`documents[${index}]`, document.region, aws.region)),
  )
  .relate(["nodeCidrs", "nodeSecurityGroupIds"], ({ nodeCidrs = [], nodeSecurityGroupIds = [] }) => {
    if (nodeCidrs.length + nodeSecurityGroupIds.length > 0) return [];
    const fix = "say where the nodes are: without it none of them reaches the endpoints";
    return [{ prop: "nodeCidrs", allowed: "given where nodeSecurityGroupIds is left out", got: nodeCidrs, fix }];
  });
