import type { TerraformStack } from "cdktf";
import { SessionDocument } from "../../modules/session-document";
import { SessionEndpoints, type SessionEndpointsProps } from "../../modules/session-endpoints";
import { document, sink } from "../support/documents";
import { build, expectRefusal } from "../support/refusals";
import { synthIn, warnings } from "../support/synth";

const full = document(["bucket", "logGroup", "key"]);
const network = {
  name: "acme",
  vpcId: "vpc-0123456789abcdef0",
  subnetIds: ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
  nodeCidrs: ["10.0.0.0/16"],
};

const endpoints =
  (props: Partial<SessionEndpointsProps> = {}, make = full) =>
  (scope: TerraformStack) =>
    new SessionEndpoints(scope, "Endpoints", { ...network, documents: [make(scope)], ...props });

const synthesized = (props?: Partial<SessionEndpointsProps>, make = full) =>
  synthIn("eu-west-1", (scope) => void endpoints(props, make)(scope));
const services = (stack: ReturnType<typeof synthesized>) =>
  Object.values(stack.all("aws_vpc_endpoint"))
    .map(({ tags }) => tags.Name)
    .sort();

describe("which endpoints there are", () => {
  test.each<[string, Partial<SessionEndpointsProps>, typeof full, string[]]>([
    ["everything", {}, full, ["acme-kms", "acme-logs", "acme-s3", "acme-ssm", "acme-ssmmessages"]],
    ["an SSE-S3 bucket alone", {}, document(["s3Bucket"]), ["acme-s3", "acme-ssm", "acme-ssmmessages"]],
    ["a group alone", {}, document(["logGroup"]), ["acme-logs", "acme-ssm", "acme-ssmmessages"]],
    ["an S3 endpoint that is there", { s3: "existing" }, document(["s3Bucket"]), ["acme-ssm", "acme-ssmmessages"]],
    [
      "older agents",
      { ec2messages: true },
      document(["logGroup"]),
      ["acme-ec2messages", "acme-logs", "acme-ssm", "acme-ssmmessages"],
    ],
  ])("follows from the documents: %s", (_, props, make, expected) => {
    expect(services(synthesized(props, make))).toEqual(expected);
  });
});

test("interface endpoints answer under the names that agents know, in every subnet", () => {
  expect(synthesized().only("aws_vpc_endpoint", "ssm")).toMatchObject({
    vpc_endpoint_type: "Interface",
    service_name: "com.amazonaws.eu-west-1.ssm",
    private_dns_enabled: true,
    subnet_ids: network.subnetIds,
    security_group_ids: ["${aws_security_group.endpoints_security_group.id}"],
  });
});

test.each<[string, SessionEndpointsProps["s3"], string]>([
  ["eu-west-1", "interface", "com.amazonaws.eu-west-1.s3"],
  ["us-gov-west-1", "interface", "com.amazonaws.us-gov-west-1.s3"],
  ["cn-north-1", "interface", "cn.com.amazonaws.cn-north-1.s3"],
  ["cn-north-1", { routeTableIds: ["rtb-0123456789abcdef0"] }, "com.amazonaws.cn-north-1.s3"],
])("S3 is called as AWS calls it in %s, %j", (region, s3, name) => {
  const stack = synthIn(region, (scope) => void endpoints({ s3 })(scope));
  expect(stack.only("aws_vpc_endpoint", "s3").service_name).toBe(name);
  expect(stack.only("aws_vpc_endpoint", "ssm").service_name).toBe(`com.amazonaws.${region}.ssm`);
});

test("the S3 interface endpoint needs no gateway beside it", () => {
  expect(synthesized().only("aws_vpc_endpoint", "s3")).toMatchObject({
    vpc_endpoint_type: "Interface",
    dns_options: { private_dns_only_for_inbound_resolver_endpoint: false },
  });
});

test("S3 by gateway stands in route tables", () => {
  const stack = synthesized({ s3: { routeTableIds: ["rtb-0123456789abcdef0"] } });
  expect(stack.only("aws_vpc_endpoint", "s3")).toMatchObject({
    vpc_endpoint_type: "Gateway",
    route_table_ids: ["rtb-0123456789abcdef0"],
  });
  expect(stack.only("aws_vpc_endpoint", "s3").subnet_ids).toBeUndefined();
});

test("nodes come in by HTTPS, and nothing goes out", () => {
  const stack = synthesized({ nodeSecurityGroupIds: ["sg-0123456789abcdef0"] });
  expect(Object.values(stack.all("aws_vpc_security_group_ingress_rule"))).toMatchObject([
    { cidr_ipv4: "10.0.0.0/16", from_port: 443, to_port: 443, ip_protocol: "tcp" },
    { referenced_security_group_id: "sg-0123456789abcdef0", from_port: 443, to_port: 443 },
  ]);
  expect(stack.all("aws_vpc_security_group_egress_rule")).toEqual({});
});

test("agents get their updates from buckets of AWS in their own Region", () => {
  const { Resource } = synthesized().statement("AllowAgentDownloads", "aws_vpc_endpoint", "s3");
  expect(Resource).toContain("arn:aws:s3:::amazon-ssm-eu-west-1/*");
  expect(JSON.stringify(Resource)).not.toMatch(/\*(?!")/);
});

describe("a bucket", () => {
  const inFrankfurt = (scope: TerraformStack) =>
    new SessionDocument(scope, "Frankfurt", { ...sink(scope, "s3Bucket"), region: "eu-central-1" });

  test("in another Region is warned of", () => {
    const made = build((scope) => endpoints({ region: "eu-central-1" }, inFrankfurt)(scope));
    expect(warnings(made)).toEqual([
      expect.stringMatching(/^bucket acme is in eu-west-1, and S3 endpoints of eu-central-1 do not reach it/),
    ]);
  });

  test("in the same Region is not", () => {
    expect(warnings(build(endpoints()))).toEqual([]);
  });
});

describe("refuses", () => {
  test.each<[string, Partial<SessionEndpointsProps>, string, string, unknown]>([
    ["nobody", { nodeCidrs: [] }, "nodeCidrs", "where nodeSecurityGroupIds is left out", []],
    ["another Region than the document's", { region: "us-east-1" }, "documents[0]", "in Region us-east-1", "eu-west-1"],
  ])("%s", (_, props, prop, allowed, got) => {
    expectRefusal(endpoints(props), { prop, allowed, got, fix: /./ });
  });

  test("neither ranges nor groups alone", () => {
    build(endpoints({ vpcId: "vpc-01234567", nodeCidrs: [], nodeSecurityGroupIds: ["sg-01234567"] }));
  });
});
