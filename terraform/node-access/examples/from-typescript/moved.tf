# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new NodeAccess(this, "NodeAccess", ...)` has deployed into the module. Replace:
# - acme_shop_nodes: your `name`, in lower case, with underscores
# - node_access, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_iam_policy.node_access
  to   = module.node_access.aws_iam_policy.this
}

moved {
  from = aws_iam_role.node_access_role
  to   = module.node_access.aws_iam_role.role[0]
}

moved {
  from = aws_iam_role_policy_attachment.node_access_role_attachment
  to   = module.node_access.aws_iam_role_policy_attachment.role_attachment[0]
}

moved {
  from = aws_iam_instance_profile.node_access_instance_profile
  to   = module.node_access.aws_iam_instance_profile.instance_profile[0]
}

moved {
  from = aws_iam_role_policy_attachment.node_access_attachment_engineers
  to   = module.node_access.aws_iam_role_policy_attachment.attachment["engineers"]
}
