# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new OperatorAccess(this, "OperatorAccess", ...)` has deployed into the module. Replace:
# - acme_shop_operators: your `name`, in lower case, with underscores
# - operator_access, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_iam_policy.operator_access
  to   = module.operator_access.aws_iam_policy.this
}

moved {
  from = aws_iam_group_policy_attachment.operator_access_attachment_engineers
  to   = module.operator_access.aws_iam_group_policy_attachment.attachment["engineers"]
}

moved {
  from = aws_iam_role_policy_attachment.operator_access_attachment_engineers
  to   = module.operator_access.aws_iam_role_policy_attachment.attachment["engineers"]
}
