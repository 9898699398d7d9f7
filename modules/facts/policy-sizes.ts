import type { Limit } from "./limit";

/** Maximum size of a policy, by what it is attached to. */
export const policySizes = {
  /** White space does not count. */
  managedPolicySize: {
    min: 1,
    max: 6144,
    unit: "characters",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  },
  /** Since 15 May 2026; 5,120 before. White space counts. */
  serviceControlPolicySize: {
    min: 1,
    max: 10240,
    unit: "characters",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
  },
  /** White space counts. */
  resourceControlPolicySize: {
    min: 1,
    max: 5120,
    unit: "characters",
    source: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html",
  },
  /** AWS counts bytes; policies hold ASCII only. */
  keyPolicySize: {
    min: 1,
    max: 32768,
    unit: "characters",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html",
  },
  topicPolicySize: {
    min: 1,
    max: 30720,
    unit: "characters",
    source: "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html",
  },
  bucketPolicySize: {
    min: 1,
    max: 20480,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html",
  },
} as const satisfies Record<string, Limit>;
