import { accelerator, agent, breakages, issue, systemsManager, vpc } from "./breakage";

/** Nodes without a way to the internet. */
export const network = breakages({
  "endpoint-missing-for-channels": {
    symptom: "The node is not listed, or sessions time out",
    cause: "The subnet has no way out and the VPC no endpoint of ssm or ssmmessages",
    page: systemsManager("session-manager-getting-started-privatelink"),
    known: [
      issue("awsdocs/aws-systems-manager-user-guide", 91),
      issue("bridgecrewio/terraform-aws-session-manager", 14),
    ],
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints and ec2:DescribeRouteTables",
  },
  "endpoint-missing-for-logs": {
    symptom: "It takes over two minutes until the prompt appears, and there is no stream",
    cause: "The subnet has no way out and the VPC no endpoint of CloudWatch Logs",
    page: systemsManager("session-manager-getting-started-privatelink"),
    known: [agent(639)],
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints and ec2:DescribeRouteTables",
  },
  "endpoint-missing-for-kms": {
    symptom: "The handshake times out",
    cause: "The subnet has no way out and the VPC no endpoint of KMS, where the agent decrypts the session's key",
    page: systemsManager("session-manager-getting-started-privatelink"),
    known: [issue("mmmorris1975/ssm-session-client", 10)],
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints and ec2:DescribeRouteTables",
  },
  "endpoint-missing-for-s3": {
    symptom: "A blank screen, or 'encryption is not set up on the selected Amazon S3 bucket'",
    cause: "The subnet has no way out, and no endpoint of S3 in its routes",
    page: systemsManager("session-manager-getting-started-privatelink"),
    known: [accelerator(863), accelerator(896)],
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints and ec2:DescribeRouteTables",
  },
  "endpoint-without-private-dns": {
    symptom: "The endpoint is there, and the agent goes past it",
    cause: "Private DNS is off: the agent asks for the public name",
    page: vpc("interface-endpoints"),
    answers: { construct: "interface endpoints answer under the names that agents know, in every subnet" },
    doctor: "ec2:DescribeVpcEndpoints",
  },
  "endpoint-policy-denies": {
    symptom: "Everything is allowed by role and bucket, and uploads are denied all the same",
    cause: "The policy of the VPC endpoint leaves out what the agent calls, or the bucket",
    page: vpc("vpc-endpoints-access"),
    answers: { construct: "VPC endpoints" },
    doctor: "ec2:DescribeVpcEndpoints, each policy evaluated against the agent's calls",
  },
});
