# Generated from the constructs by `npm run export`: change those instead.

output "policy_arn" {
  description = "Attach it to the roles of your engineers"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}"
}

output "policy_json" {
  description = "For places that take no managed policy, such as permission sets"
  value       = aws_iam_policy.this.policy
}
