import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint, type VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Annotations, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  type AtLeastOne,
  AuditModule,
  idsFor,
  isUnknown,
  PolicyDocument,
  type RegionalModuleProps,
} from "../core/internal";
import type { ILogBucket } from "../log-bucket";
import type { ISessionDocument } from "../session-document";
import { ownPrincipals, s3Statements } from "./session-endpoints-policy";
import { sessionEndpointsSchema } from "./session-endpoints-schema";

/** Through an interface endpoint in the subnets, through a gateway endpoint in route tables, or one that is there. */
export type S3Access = "interface" | "existing" | { readonly routeTableIds: readonly string[] };

/** Services of interface endpoints. */
export type EndpointService = "ssm" | "ssmmessages" | "ec2messages" | "logs" | "kms" | "s3";

export interface SessionEndpointsProps extends RegionalModuleProps {
  /** Name of the security group, and start of the names of endpoints: 1 to 200 letters, digits, spaces and `._-`. */
  readonly name: string;
  /** The VPC of the nodes, with DNS support and DNS host names on. */
  readonly vpcId: string;
  /** Subnets of the interface endpoints, one per availability zone. */
  readonly subnetIds: readonly string[];
  /** The documents whose sessions run on the nodes: their bucket, log group and key decide which endpoints there are. */
  readonly documents: AtLeastOne<ISessionDocument>;
  /**
   * Address ranges of the nodes, in CIDR notation.
   * @default - none; then `nodeSecurityGroupIds` must be given
   */
  readonly nodeCidrs?: readonly string[];
  /**
   * Security groups of the nodes.
   * @default - none; then `nodeCidrs` must be given
   */
  readonly nodeSecurityGroupIds?: readonly string[];
  /**
   * How nodes reach S3. A gateway endpoint costs nothing, but its policy then holds for everything behind its route
   * tables, package repositories in S3 included; `"existing"` makes none.
   * @default "interface"
   */
  readonly s3?: S3Access;
  /**
   * Whether there is an endpoint for `ec2messages`. Agents from 3.3.40.0 on do without.
   * @default false
   */
  readonly ec2messages?: boolean;
}

/**
 * VPC endpoints for nodes without a way to the internet, closed to principals of other accounts. A missing one looks like
 * a blank or refused session, so which ones there are follows from the documents.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 *
 * @example
 * ```ts
 * const endpoints = new SessionEndpoints(this, "Endpoints", {
 *   name: "acme-endpoints",
 *   vpcId: "vpc-0123456789abcdef0",
 *   subnetIds: ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
 *   documents: [document],
 *   nodeCidrs: ["10.0.0.0/16"],
 * });
 * ```
 */
export class SessionEndpoints extends AuditModule {
  readonly securityGroupId: string;
  /** Wait for these before starting a node. */
  readonly ready: ITerraformDependable[];
  readonly resources: {
    readonly securityGroup: SecurityGroup;
    readonly ingressRules: readonly VpcSecurityGroupIngressRule[];
    readonly endpoints: Readonly<Partial<Record<EndpointService, VpcEndpoint>>>;
  };
  private readonly props: SessionEndpointsProps;

  constructor(scope: Construct, id: string, props: SessionEndpointsProps) {
    super(scope, id, sessionEndpointsSchema.of(props));
    this.props = props;
    const { documents, s3 = "interface" } = props;
    const buckets = distinctBuckets(documents);
    const services: EndpointService[] = ["ssm", "ssmmessages"];
    if (props.ec2messages) services.push("ec2messages");
    if (documents.some(({ logGroup }) => logGroup)) services.push("logs");
    if (documents.some(({ encryptionKey }) => encryptionKey)) services.push("kms");
    this.warnOfDistantBuckets(buckets);

    const securityGroup = this.createSecurityGroup();
    const ingressRules = this.admitNodes(securityGroup);
    const endpoints: Partial<Record<EndpointService, VpcEndpoint>> = Object.fromEntries(
      services.map((service) => [service, this.interfaceEndpoint(service, securityGroup)]),
    );
    if (buckets.length > 0 && s3 !== "existing") endpoints.s3 = this.s3Endpoint(s3, buckets, securityGroup);

    this.securityGroupId = securityGroup.id;
    this.ready = [...ingressRules, ...Object.values(endpoints)];
    this.resources = { securityGroup, ingressRules, endpoints };
  }

  /** Without a rule for the way out: endpoints answer, they call nobody. */
  private createSecurityGroup(): SecurityGroup {
    const { name, vpcId } = this.props;
    return this.place(
      new SecurityGroup(this, "SecurityGroup", { name, description: "Endpoints of Session Manager", vpcId }),
    );
  }

  private admitNodes(securityGroup: SecurityGroup): VpcSecurityGroupIngressRule[] {
    const { nodeCidrs = [], nodeSecurityGroupIds = [] } = this.props;
    const ids = idsFor([...nodeCidrs, ...nodeSecurityGroupIds]);
    const admit = (index: number, from: { cidrIpv4?: string; referencedSecurityGroupId?: string }) =>
      this.place(
        new VpcSecurityGroupIngressRule(this, `Nodes-${ids[index]}`, {
          securityGroupId: securityGroup.id,
          description: "HTTPS from nodes",
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          ...from,
        }),
      );
    return [
      ...nodeCidrs.map((cidr, index) => admit(index, { cidrIpv4: cidr })),
      ...nodeSecurityGroupIds.map((id, index) => admit(nodeCidrs.length + index, { referencedSecurityGroupId: id })),
    ];
  }

  private interfaceEndpoint(service: EndpointService, securityGroup: SecurityGroup): VpcEndpoint {
    return this.endpoint(service, "Interface", {
      subnetIds: [...this.props.subnetIds],
      securityGroupIds: [securityGroup.id],
      privateDnsEnabled: true,
      policy: new PolicyDocument(ownPrincipals(this.aws)).toJson(),
    });
  }

  private s3Endpoint(access: S3Access, buckets: readonly ILogBucket[], securityGroup: SecurityGroup): VpcEndpoint {
    const policy = new PolicyDocument(...s3Statements(buckets, this.aws)).toJson();
    if (typeof access === "object") {
      return this.endpoint("s3", "Gateway", { routeTableIds: [...access.routeTableIds], policy });
    }
    return this.endpoint("s3", "Interface", {
      subnetIds: [...this.props.subnetIds],
      securityGroupIds: [securityGroup.id],
      privateDnsEnabled: true,
      // Else AWS demands a gateway endpoint beside it.
      dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false },
      policy,
    });
  }

  private endpoint(
    service: EndpointService,
    kind: "Interface" | "Gateway",
    config: Omit<VpcEndpointConfig, "vpcId">,
  ): VpcEndpoint {
    const id = service[0]!.toUpperCase() + service.slice(1);
    return this.place(
      new VpcEndpoint(this, id, {
        vpcId: this.props.vpcId,
        vpcEndpointType: kind,
        serviceName: serviceName(service, kind, this.aws.region),
        tags: { Name: `${this.props.name}-${service}` },
        ...config,
      }),
    );
  }

  private warnOfDistantBuckets(buckets: readonly ILogBucket[]): void {
    const { region } = this.aws;
    for (const bucket of buckets) {
      if (isUnknown(bucket.region) || isUnknown(region) || bucket.region === region) continue;
      Annotations.of(this).addWarning(
        `bucket ${bucket.bucketName} is in ${bucket.region}, and S3 endpoints of ${region} do not reach it: nodes without another way there refuse sessions; give them documents with a bucket of ${region}`,
      );
    }
  }
}

/** Of these services one is called otherwise in China: its interface endpoint for S3. */
function serviceName(service: EndpointService, kind: "Interface" | "Gateway", region: string): string {
  const isOfChina = service === "s3" && kind === "Interface" && region.startsWith("cn-");
  return `${isOfChina ? "cn.com" : "com"}.amazonaws.${region}.${service}`;
}

function distinctBuckets(documents: readonly ISessionDocument[]): ILogBucket[] {
  const byArn = new Map(documents.flatMap(({ bucket }) => (bucket ? [[bucket.bucketArn, bucket] as const] : [])));
  return [...byArn.values()];
}
