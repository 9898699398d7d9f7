# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new OrganizationGuardrail(this, "OrganizationGuardrail", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - organization_guardrail, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_organizations_policy.organization_guardrail_service_control
  to   = module.organization_guardrail.aws_organizations_policy.service_control
}

moved {
  from = aws_organizations_policy_attachment.organization_guardrail_service_control_attachment_ou_a1b2_c3d4e5f6
  to   = module.organization_guardrail.aws_organizations_policy_attachment.service_control_attachment["ou-a1b2-c3d4e5f6"]
}

moved {
  from = aws_organizations_policy.organization_guardrail_service_control_part2
  to   = module.organization_guardrail.aws_organizations_policy.service_control_part2
}

moved {
  from = aws_organizations_policy_attachment.organization_guardrail_service_control_part2_attachment_ou_a1b2_c3d4e5f6
  to   = module.organization_guardrail.aws_organizations_policy_attachment.service_control_part2_attachment["ou-a1b2-c3d4e5f6"]
}

moved {
  from = aws_organizations_policy.organization_guardrail_resource_control
  to   = module.organization_guardrail.aws_organizations_policy.resource_control
}

moved {
  from = aws_organizations_policy_attachment.organization_guardrail_resource_control_attachment_ou_a1b2_c3d4e5f6
  to   = module.organization_guardrail.aws_organizations_policy_attachment.resource_control_attachment["ou-a1b2-c3d4e5f6"]
}

moved {
  from = aws_organizations_policy.organization_guardrail_resource_control_part2
  to   = module.organization_guardrail.aws_organizations_policy.resource_control_part2
}

moved {
  from = aws_organizations_policy_attachment.organization_guardrail_resource_control_part2_attachment_ou_a1b2_c3d4e5f6
  to   = module.organization_guardrail.aws_organizations_policy_attachment.resource_control_part2_attachment["ou-a1b2-c3d4e5f6"]
}
