# Generated from the constructs by `npm run export`: change those instead.

output "policy_arn" {
  description = "Attach it to the roles of your engineers"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}"
}

output "policy_json" {
  description = "For places that take a policy as JSON, such as an inline policy of a permission set"
  value       = aws_iam_policy.this.policy
}
