import { accelerator, agent, breakages, issue, systemsManager, vpc } from "./breakage";

/** Nodes without a way to the internet. */
export const network = breakages({
  "endpoint-missing-for-channels": {
    symptom: "The node is not listed, or sessions time out",
    cause: "The subnet has no route out, and the VPC has no endpoint for ssm or ssmmessages",
    page: systemsManager("session-manager-getting-started-privatelink"),
    known: [
      issue("awsdocs/aws-systems-manager-user-guide", 91),
      issue("bridgecrewio/terraform-aws-session-manager", 14),
    ],
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints and ec2:DescribeRouteTables",
  },
  "endpoint-missing-for-logs": {
    symptom: "The prompt takes over two minutes to appear, and there is no stream",
    cause: "The subnet has no route out, and the VPC has no endpoint for CloudWatch Logs",
    page: systemsManager("session-manager-getting-started-privatelink"),
    known: [agent(639)],
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints and ec2:DescribeRouteTables",
  },
  "endpoint-missing-for-kms": {
    symptom: "The handshake times out",
    cause:
      "The subnet has no route out, and the VPC has no endpoint for KMS, where the agent decrypts the session's data key",
    page: systemsManager("session-manager-getting-started-privatelink"),
    known: [issue("mmmorris1975/ssm-session-client", 10)],
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints and ec2:DescribeRouteTables",
  },
  "endpoint-missing-for-s3": {
    symptom: "A blank screen, or 'encryption is not set up on the selected Amazon S3 bucket'",
    cause: "The subnet has no route out, and no S3 endpoint in its routes",
    page: systemsManager("session-manager-getting-started-privatelink"),
    known: [accelerator(863), accelerator(896)],
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints and ec2:DescribeRouteTables",
  },
  "endpoint-without-private-dns": {
    symptom: "The endpoint exists, but the agent does not use it",
    cause: "Private DNS is off, and the agent resolves the public name",
    page: vpc("interface-endpoints"),
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints",
  },
  "endpoint-policy-denies": {
    symptom: "Role and bucket allow everything, but uploads are denied",
    cause: "The VPC endpoint's policy does not allow what the agent calls, or the bucket",
    page: vpc("vpc-endpoints-access"),
    answers: { construct: "VPC endpoints" },
    doctor: "ec2:DescribeVpcEndpoints, each policy evaluated against the agent's calls",
  },
});
