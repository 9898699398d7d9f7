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

/** An interface endpoint in the subnets, a gateway endpoint in route tables, or an existing endpoint. */
export type S3Access = "interface" | "existing" | { readonly routeTableIds: readonly string[] };

/** Services of interface endpoints. */
export type EndpointService = "ssm" | "ssmmessages" | "ec2messages" | "logs" | "kms" | "s3";

export interface SessionEndpointsProps extends RegionalModuleProps {
  /** Name of the security group, and prefix of the endpoint names: 1 to 200 letters, digits, spaces and `._-`. */
  readonly name: string;
  /** The VPC of the nodes, with DNS support and DNS host names on. */
  readonly vpcId: string;
  /** Subnets of the interface endpoints, one per Availability Zone. */
  readonly subnetIds: readonly string[];
  /** The documents whose sessions run on the nodes. Their bucket, log group and key decide which endpoints are created. */
  readonly documents: AtLeastOne<ISessionDocument>;
  /**
   * Address ranges of the nodes, in CIDR notation.
   * @default - none; `nodeSecurityGroupIds` is then required
   */
  readonly nodeCidrs?: readonly string[];
  /**
   * Security groups of the nodes.
   * @default - none; `nodeCidrs` is then required
   */
  readonly nodeSecurityGroupIds?: readonly string[];
  /**
   * How nodes reach S3. A gateway endpoint is free, but its policy applies to everything behind its route tables,
   * package repositories in S3 included. `"existing"` creates no endpoint.
   * @default "interface"
   */
  readonly s3?: S3Access;
  /**
   * Whether to create an endpoint for `ec2messages`. Agents from 3.3.40.0 on do not need it.
   * @default false
   */
  readonly ec2messages?: boolean;
}

/**
 * VPC endpoints for nodes without internet access, closed to principals of other accounts. Sessions stay blank or are
 * refused if one is missing, so the documents decide which ones are created.
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
  /** Resources to wait for before starting a node. */
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

  /** No egress rule: endpoints answer and never call out. */
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

/** One service has another name in China: the interface endpoint for S3. */
function serviceName(service: EndpointService, kind: "Interface" | "Gateway", region: string): string {
  const isOfChina = service === "s3" && kind === "Interface" && region.startsWith("cn-");
  return `${isOfChina ? "cn.com" : "com"}.amazonaws.${region}.${service}`;
}

function distinctBuckets(documents: readonly ISessionDocument[]): ILogBucket[] {
  const byArn = new Map(documents.flatMap(({ bucket }) => (bucket ? [[bucket.bucketArn, bucket] as const] : [])));
  return [...byArn.values()];
}
