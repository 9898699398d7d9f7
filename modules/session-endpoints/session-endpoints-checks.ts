import type { Construct } from "constructs";
import { checkOneOf, checkSameRegion, checkText, type TextRule, ValidationError } from "../core";
import type { SessionEndpointsProps } from "./session-endpoints";

const hexId = (prefix: string, what: string): TextRule => ({
  pattern: new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`),
  allowed: `the id of ${what}`,
  fix: `write it like ${prefix}-0123456789abcdef0`,
});

/** Everything about the props of endpoints that types cannot say. */
export function checkSessionEndpoints(scope: Construct, props: SessionEndpointsProps, region: string): void {
  const { name, vpcId, subnetIds, documents, nodeCidrs = [], nodeSecurityGroupIds = [], s3 } = props;
  checkText(scope, "name", name, {
    pattern: /^(?!sg-)[\w .-]{1,200}$/,
    allowed: "1 to 200 letters, digits, spaces and ._-, not starting with sg-",
    fix: "write it like acme-session-endpoints",
  });
  checkText(scope, "vpcId", vpcId, hexId("vpc", "a VPC"));
  checkList(scope, "subnetIds", subnetIds, hexId("subnet", "a subnet"));
  checkSome(scope, "documents", documents);
  documents.forEach((document, index) => {
    checkSameRegion(scope, `documents[${index}]`, document.region, region);
  });
  if (nodeCidrs.length + nodeSecurityGroupIds.length === 0) {
    throw new ValidationError(scope, {
      prop: "nodeCidrs",
      allowed: "given, or else nodeSecurityGroupIds",
      got: nodeCidrs,
      fix: "say where nodes are, or nobody reaches the endpoints",
    });
  }
  nodeCidrs.forEach((cidr, index) => {
    checkText(scope, `nodeCidrs[${index}]`, cidr, {
      pattern: /^\d{1,3}(\.\d{1,3}){3}\/([1-9]|[12]\d|3[0-2])$/,
      allowed: "an IPv4 address range in CIDR notation, and not every address",
      fix: "write it like 10.0.0.0/16",
    });
  });
  nodeSecurityGroupIds.forEach((id, index) => {
    checkText(scope, `nodeSecurityGroupIds[${index}]`, id, hexId("sg", "a security group"));
  });
  if (typeof s3 === "object") checkList(scope, "s3.routeTableIds", s3.routeTableIds, hexId("rtb", "a route table"));
  else checkOneOf(scope, "s3", s3, ["interface", "existing"]);
}

function checkList(scope: Construct, prop: string, values: readonly string[], rule: TextRule): void {
  checkSome(scope, prop, values);
  values.forEach((value, index) => {
    checkText(scope, `${prop}[${index}]`, value, rule);
  });
}

function checkSome(scope: Construct, prop: string, values: readonly unknown[]): void {
  if (values.length > 0) return;
  throw new ValidationError(scope, { prop, allowed: "given at least one", got: values, fix: "name one" });
}
