# Generated from the constructs by `npm run export`: change those instead.

output "service_control_policy_id" {
  description = "Attach it to the organizational units of workloads, log archive and security account"
  value       = aws_organizations_policy.service_control.id

  precondition {
    condition     = split(":", local.trail_arn)[4] == var.management_account_id
    error_message = "`trail_arn` must be of a trail of the management account, got: ${jsonencode(var.trail_arn)}; copy it from the CloudTrail console"
  }

  precondition {
    condition     = length(jsonencode(jsondecode(aws_organizations_policy.service_control.content))) <= 10240
    error_message = "`administrators` must be few enough for a policy of at most 10240 characters, got: ${jsonencode(length(jsonencode(jsondecode(aws_organizations_policy.service_control.content))))}; name fewer of them, fewer node roles, or close fewer ways"
  }
}

output "service_control_policy2_id" {
  description = "Attach it to the organizational units of workloads, log archive and security account"
  value       = aws_organizations_policy.service_control_part2.id

  precondition {
    condition     = length(jsonencode(jsondecode(aws_organizations_policy.service_control_part2.content))) <= 10240
    error_message = "`administrators` must be few enough for a policy of at most 10240 characters, got: ${jsonencode(length(jsonencode(jsondecode(aws_organizations_policy.service_control_part2.content))))}; name fewer of them, fewer node roles, or close fewer ways"
  }
}

output "resource_control_policy_id" {
  description = "Attach it to the organizational units of log archive and security account"
  value       = aws_organizations_policy.resource_control.id

  precondition {
    condition     = length(jsonencode(jsondecode(aws_organizations_policy.resource_control.content))) <= 5120
    error_message = "`administrators` must be few enough for a policy of at most 5120 characters, got: ${jsonencode(length(jsonencode(jsondecode(aws_organizations_policy.resource_control.content))))}; name fewer of them, fewer node roles, or close fewer ways"
  }
}

output "resource_control_policy2_id" {
  description = "Attach it to the organizational units of log archive and security account"
  value       = aws_organizations_policy.resource_control_part2.id

  precondition {
    condition     = length(jsonencode(jsondecode(aws_organizations_policy.resource_control_part2.content))) <= 5120
    error_message = "`administrators` must be few enough for a policy of at most 5120 characters, got: ${jsonencode(length(jsonencode(jsondecode(aws_organizations_policy.resource_control_part2.content))))}; name fewer of them, fewer node roles, or close fewer ways"
  }
}
