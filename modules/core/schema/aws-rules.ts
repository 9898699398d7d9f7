import { TerraformProvider } from "cdktf";
import { knownRegions, limits } from "../../facts";
import { isCidr } from "../cidr";
import { mapOf, someOf } from "./collection-rules";
import { construct, known, optional } from "./other-rules";
import type { Rule } from "./rule";
import { oneOf, type TextRule, text } from "./scalar-rules";

const provider: Rule<TerraformProvider> = {
  ...construct<TerraformProvider>("an AWS provider", [], "pass the AwsProvider itself"),
  fits: (value) => TerraformProvider.isTerraformProvider(value),
};

/** A misspelt Region would make ARNs that match nothing. */
export const region: Rule<string> = {
  ...oneOf(knownRegions, { fix: "write it as AWS does, for example eu-west-1" }),
  allowed: "the name of an AWS Region that this version knows",
};

/** Regions that constructs are named after. */
export const regions = someOf(known(region), {
  unit: "Region",
  unique: true,
  resize: "leave it out for the Region of the provider alone",
});

/** The props of everything that may move in the code. */
export const movableRules = {
  moveFrom: optional(
    known(
      text({
        pattern: /^[\w.@+-]+(\/[\w.@+-]+)*$/,
        allowed: "the path of a construct below its stack",
        fix: "write it like Audit or Security/Audit",
      }),
    ),
  ),
};

export const removals = ["retain", "destroy"] as const;

/** The props of every module that holds audit data. */
export const removalRules = { removal: optional(known(oneOf(removals))) };

export const accountId = text({
  pattern: /^\d{12}$/,
  allowed: "the 12 digits of an account",
  fix: 'write it like "111122223333", as a text without hyphens',
});

export const accountIds = someOf(accountId, { unit: "account", unique: true, resize: "name the accounts" });

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const organizationId = text({
  pattern: /^o-[a-z0-9]{10,32}$/,
  allowed: "o- and 10 to 32 lower-case letters and digits",
  fix: "copy it from the AWS Organizations console",
});

/** The base of every physical name of a topology. */
export const baseName = text({
  length: limits.baseNameLength,
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  allowed: "lower-case letters, digits and single inner hyphens, starting with a letter",
  fix: "write it like acme-audit",
});

/** An IAM name without its path. */
export function iamName(length: (typeof limits)["roleNameLength" | "policyNameLength"]): TextRule {
  return text({
    length,
    pattern: /^[\w+=,.@-]+$/,
    allowed: "letters, digits and +=,.@_-",
    fix: "give the name alone, like acme-nodes: no path and no ARN",
  });
}

/** The id of an EC2 resource, such as `vpc-0123456789abcdef0`. */
export function resourceId(prefix: string, what: string): TextRule {
  return text({
    pattern: new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`),
    allowed: `the id of ${what}`,
    fix: `write it like ${prefix}-0123456789abcdef0`,
  });
}

/** An address range that must not cover every address. */
export const ipv4Range = text({
  pattern: /^\d{1,3}(\.\d{1,3}){3}\/([1-9]|[12]\d|3[0-2])$/,
  holds: isCidr,
  allowed: "an IPv4 address range in CIDR notation, and not every address",
  fix: "write it like 10.0.0.0/16, with its first address",
});

export const addressRange = text({
  pattern: /^(\d{1,3}(\.\d{1,3}){3}\/([1-9]|[12]\d|3[0-2])|[0-9a-f:]*:[0-9a-f:]*\/([1-9]|[1-9]\d|1[01]\d|12[0-8]))$/i,
  holds: isCidr,
  allowed: "an address range in CIDR notation, and not every address",
  fix: "write it like 203.0.113.0/24 or 2001:db8::/32, with its first address",
});

/** The key of a tag. */
export const tagKey = text({
  length: limits.tagKeyLength,
  pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u,
  not: [/^aws:/],
  allowed: "the key of a tag: letters, digits, spaces and _.:/=+-@, not starting with aws:",
  fix: "write it as the tag is written on the node",
});

/** The props of every topology. */
export const tagRules = {
  tags: optional(mapOf(tagKey, text({ length: limits.tagValueLength }), { range: limits.tagsPerResource })),
};

/** The props of everything that exists in AWS. */
export const providerRules = { provider: optional(provider) };

/** The props of everything in a Region. */
export const regionRules = { ...providerRules, region: optional(region) };

/** What every module takes. */
export const moduleRules = { ...providerRules, ...movableRules, ...tagRules };

/** What every module takes whose resources live in a Region. */
export const regionalRules = { ...regionRules, ...movableRules, ...tagRules };
