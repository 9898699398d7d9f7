# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new Guardrail(this, "Guardrail", ...)` has deployed into the module. Replace:
# - acme_shop_guardrail: your `name`, in lower case, with underscores
# - guardrail, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_organizations_policy.guardrail
  to   = module.guardrail.aws_organizations_policy.this[0]
}

moved {
  from = aws_organizations_policy_attachment.guardrail_attachment_engineers
  to   = module.guardrail.aws_organizations_policy_attachment.attachment["engineers"]
}

moved {
  from = aws_organizations_policy.guardrail_part2
  to   = module.guardrail.aws_organizations_policy.part2[0]
}

moved {
  from = aws_organizations_policy_attachment.guardrail_part2_attachment_engineers
  to   = module.guardrail.aws_organizations_policy_attachment.part2_attachment["engineers"]
}

moved {
  from = aws_iam_policy.guardrail
  to   = module.guardrail.aws_iam_policy.this[0]
}

moved {
  from = aws_iam_role_policy_attachment.guardrail_attachment_engineers
  to   = module.guardrail.aws_iam_role_policy_attachment.attachment["engineers"]
}

moved {
  from = aws_iam_policy.guardrail_part2
  to   = module.guardrail.aws_iam_policy.part2[0]
}

moved {
  from = aws_iam_role_policy_attachment.guardrail_part2_attachment_engineers
  to   = module.guardrail.aws_iam_role_policy_attachment.part2_attachment["engineers"]
}
