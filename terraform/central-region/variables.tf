# Generated from the constructs by `npm run export`: change those instead.

variable "forwarding_role_arn" {
  description = "The role that sends events to the hub: the output `forwarding_role_arn` of the account's module."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:iam::\\d{12}:role/[\\w+=,.@/-]+$", var.forwarding_role_arn))
    error_message = "`forwarding_role_arn` must be an ARN of iam, like arn:<partition>:iam::<account>:role/acme-audit-event-forwarding, got: ${jsonencode(var.forwarding_role_arn)}; copy the full ARN from the AWS console or a Terraform output"
  }
}

variable "name" {
  description = "Base of every physical name: 3 to 22 lower-case letters, digits and inner hyphens."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.name) >= 3 && length(var.name) <= 22
    error_message = "`name` must be 3 to 22 characters long, got: ${jsonencode(var.name)}; choose a text of that length"
  }

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name))
    error_message = "`name` must be lower-case letters, digits and single inner hyphens, starting with a letter, got: ${jsonencode(var.name)}; write it like acme-audit"
  }
}

variable "security_account_id" {
  description = "The 12 digits of the security account, which has the alert hub."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\d{12}$", var.security_account_id))
    error_message = "`security_account_id` must be the 12 digits of an account, got: ${jsonencode(var.security_account_id)}; write it like \"111122223333\", as a text without hyphens"
  }
}

variable "home_region" {
  description = "Region of the archive, the trail and the alerts."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1", "eusc-de-east-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-east-1", "us-isof-south-1", "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"], var.home_region)
    error_message = "`home_region` must be one of cn-north-1, cn-northwest-1, us-gov-east-1, us-gov-west-1, eusc-de-east-1, us-iso-east-1, us-iso-west-1, us-isob-east-1, us-isob-west-1, eu-isoe-west-1, us-isof-east-1, us-isof-south-1, af-south-1, ap-east-1, ap-east-2, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-south-2, ap-southeast-1, ap-southeast-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-6, ap-southeast-7, ca-central-1, ca-west-1, eu-central-1, eu-central-2, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-2, eu-west-3, il-central-1, me-central-1, me-south-1, mx-central-1, sa-east-1, us-east-1, us-east-2, us-west-1, us-west-2, got: ${jsonencode(var.home_region)}; write it as AWS does, for example eu-west-1"
  }
}

variable "watches" {
  description = <<-EOT
    What to watch in the account and report to the hub. Default: everything.

    - `preferences`: Whether people are notified of changes of the preferences, of other session documents, and of node settings. Default: `true`.
    - `tampering`: Whether people are notified of calls that disable, empty or open a piece of the audit. An apply that changes a piece is such a call too. Default: `true`.
  EOT
  type = object({
    preferences = optional(bool, true)
    tampering   = optional(bool, true)
  })
  default  = {}
  nullable = false
}
