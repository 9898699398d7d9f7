# Generated from the constructs by `npm run export`: change those instead.

output "policy_ids" {
  description = "Attach all of them to the roots, organizational units or accounts that they are for"
  value = local.of_organization ? [for item in [
    aws_organizations_policy.this[0].id,
    local.protects_more ? aws_organizations_policy.part2[0].id : null,
  ] : item if item != null] : null

  precondition {
    condition     = max(0, local.organization_policy_sizes...) <= local.size_limit
    error_message = "`protects` must be few enough for a policy of at most ${local.size_limit} characters, got: ${max(0, local.organization_policy_sizes...)}; split the chain: make one guardrail for trail, buckets and keys, and one for the rest"
  }
}

output "policy_arns" {
  description = "Attach all of them to everyone who must not change the audit; a permissions boundary is one policy"
  value = !local.of_organization ? [for item in [
    aws_iam_policy.this[0].arn,
    var.kind != "permissions-boundary" ? aws_iam_policy.part2[0].arn : null,
  ] : item if item != null] : null

  precondition {
    condition     = var.kind != "resource-control-policy" || anytrue([length(var.protects.buckets) > 0, length(var.protects.keys) > 0, length(var.protects.key_aliases) > 0, length(var.protects.log_groups) > 0, length(var.protects.events) > 0, length(var.protects.ledgers) > 0, length(var.protects.buses) > 0])
    error_message = "`protects` must be given buckets, keys, log groups, events, ledgers or buses for a resource control policy, got: ${jsonencode(var.protects)}; name some of these, or choose another kind"
  }

  precondition {
    condition     = !local.of_organization || length(var.administrators) > 0
    error_message = "`administrators` must be given for a policy of the organization, got: ${jsonencode(var.administrators)}; name the role that runs Terraform, or nobody can change the audit any more"
  }

  precondition {
    condition     = local.of_organization || alltrue([for arn in var.administrators : contains(["*", local.account_id], split(":", arn)[4])])
    error_message = "`administrators` must be ARNs of roles of this account, whose principals the policy is for, got: ${jsonencode(var.administrators)}; name the roles of this account"
  }

  precondition {
    condition     = var.kind != "permissions-boundary" || length(var.attach_to) == 0
    error_message = "`attach_to` must be left out for a permissions boundary, got: ${jsonencode(var.attach_to)}; set policy_arns[0] as the permissions_boundary of each role"
  }

  precondition {
    condition     = !local.of_organization || alltrue([for target in var.attach_to : can(regex("^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\\d{12})$", target))])
    error_message = "`attach_to` must be ids of roots, organizational units or accounts for a policy of the organization, got: ${jsonencode(var.attach_to)}; write them like r-a1b2, ou-a1b2-c3d4e5f6 or 111122223333"
  }

  precondition {
    condition     = !(var.remote_desktop && contains(var.closes, "gui_connect"))
    error_message = "`remote_desktop` must be false where closes has gui_connect, got: ${jsonencode(var.remote_desktop)}; take gui_connect out of closes, or leave remote_desktop out"
  }

  precondition {
    condition     = max(0, local.policy_sizes...) <= local.size_limit
    error_message = "`protects` must be few enough for a policy of at most ${local.size_limit} characters, got: ${max(0, local.policy_sizes...)}; split the chain: make one guardrail for trail, buckets and keys, and one for the rest"
  }
}
