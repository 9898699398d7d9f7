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

variable "log_archive_account_id" {
  description = "The 12 digits of the log archive account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\d{12}$", var.log_archive_account_id))
    error_message = "`log_archive_account_id` must be the 12 digits of an account, got: ${jsonencode(var.log_archive_account_id)}; write it like \"111122223333\", as a text without hyphens"
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

variable "session" {
  description = <<-EOT
    Session preferences, in every Region. Default: an idle timeout of 20 minutes, no maximum duration, `ssm-user`, no shell profile.

    - `idle_timeout_minutes`: Minutes without activity after which the service ends a session, 1 to 60. Default: `20`.
    - `max_duration_minutes`: Minutes after which the service ends any session, 1 to 1440. Default: no limit.
    - `run_as`: The operating system user of sessions on Linux and macOS. The caller's IAM tag `SSMSessionRunAs` overrides it, so the operators' policy refuses callers with that tag. Default: `ssm-user`, which the agent creates with sudo rights.
      - `default_user`: Name of the user. It must exist on every node, or each session fails.
    - `shell_profile`: Commands typed into each new shell. Default: none.
      - `linux`: Commands typed into each new shell on Linux and macOS. They appear in the transcript, so do not put secrets here.
      - `windows`: Commands typed into each new PowerShell on Windows. They appear in the transcript.
  EOT
  type = object({
    idle_timeout_minutes = optional(number, 20)
    max_duration_minutes = optional(number)
    run_as = optional(object({
      default_user = string
    }))
    shell_profile = optional(object({
      linux   = optional(string)
      windows = optional(string)
    }), {})
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.session.idle_timeout_minutes >= 1 && var.session.idle_timeout_minutes <= 60 && floor(var.session.idle_timeout_minutes) == var.session.idle_timeout_minutes
    error_message = "`session.idle_timeout_minutes` must be a whole number of minutes from 1 to 60, got: ${jsonencode(var.session.idle_timeout_minutes)}; choose a value in that range"
  }

  validation {
    condition     = var.session.max_duration_minutes == null ? true : var.session.max_duration_minutes >= 1 && var.session.max_duration_minutes <= 1440 && floor(var.session.max_duration_minutes) == var.session.max_duration_minutes
    error_message = "`session.max_duration_minutes` must be a whole number of minutes from 1 to 1440, got: ${jsonencode(var.session.max_duration_minutes)}; choose a value in that range"
  }

  validation {
    condition     = try(var.session.run_as.default_user, null) == null ? true : can(regex("^[a-z_][a-z0-9_-]{0,31}$", var.session.run_as.default_user)) && !can(regex("^root$", var.session.run_as.default_user))
    error_message = "`session.run_as.default_user` must be a POSIX user name of at most 32 characters (a-z, 0-9, _ and -), and not root, got: ${jsonencode(try(var.session.run_as.default_user, null))}; name an unprivileged user that exists on every node; without one each session fails"
  }
}

variable "retention_days" {
  description = "Days that CloudWatch Logs keeps session output. One of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention_days)
    error_message = "`retention_days` must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got: ${jsonencode(var.retention_days)}; choose one of them"
  }
}

variable "key_administrators" {
  description = "ARNs of IAM users or roles that the key policies let administer the keys. Default: IAM policies in the account decide who administers the keys."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.key_administrators : can(regex("^arn:aws(-[a-z]+)*:iam::\\d{12}:(user|role)/.+$", item))])
    error_message = "`key_administrators` must be a list, each of it an ARN of iam, like arn:<partition>:iam::<account>:role/<name>, got: ${jsonencode(var.key_administrators)}; copy the full ARN from the AWS console or a Terraform output"
  }
}

variable "watches" {
  description = <<-EOT
    What to watch in the account and report to the hub. Default: everything.

    - `preferences`: Whether people are notified of changes of the preferences, of other session documents, and of node settings. Default: `true`.
    - `tampering`: Whether people are notified of calls that disable, empty or open a piece of the audit. An apply that changes a piece is such a call too. Default: `true`.
    - `silence`: Whether people are notified when sessions start but nothing arrives in the log group. Default: `true`.
  EOT
  type = object({
    preferences = optional(bool, true)
    tampering   = optional(bool, true)
    silence     = optional(bool, true)
  })
  default  = {}
  nullable = false
}
