# Generated from the constructs by `npm run export`: change those instead.

output "policy_arn" {
  description = "Attach it to the roles of your nodes"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}"
}

output "role_name" {
  description = "The role that is created for nodes"
  value       = var.role_for != null ? var.name : null
}

output "instance_profile_name" {
  description = "Launch EC2 instances with it"
  value       = var.role_for == "ec2" ? var.name : null
}
