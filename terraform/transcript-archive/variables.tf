# Generated from the constructs by `npm run export`: change those instead.

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

variable "organization_id" {
  description = "Id of the AWS organization: `o-` and 10 to 32 characters."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "`organization_id` must be o- and 10 to 32 lower-case letters and digits, got: ${jsonencode(var.organization_id)}; copy it from the AWS Organizations console"
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

variable "node_roles" {
  description = "Names of node roles in any workload account, in addition to `<name>-nodes`. Only these write transcripts: a role that is not listed logs nothing to S3. Default: only `<name>-nodes`."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.node_roles : length(item) >= 1 && length(item) <= 64])
    error_message = "`node_roles` must be a list, each of it 1 to 64 characters long, got: ${jsonencode(var.node_roles)}; choose a text of that length"
  }

  validation {
    condition     = alltrue([for item in var.node_roles : can(regex("^[\\w+=,.@-]+$", item))])
    error_message = "`node_roles` must be a list, each of it letters, digits and +=,.@_-, got: ${jsonencode(var.node_roles)}; give the name alone, like acme-nodes: no path and no ARN"
  }
}

variable "bucket_retention" {
  description = <<-EOT
    When S3 archives and removes transcripts, trail files and access logs. Default: objects are kept forever in S3 Standard.

    - `archive_after_days`: Days after which objects move to S3 Glacier Instant Retrieval. 1 or more. Default: they stay in S3 Standard.
    - `expire_after_days`: Days after which objects expire. Versions that expired, were overwritten or were deleted are removed for good after the same number of days again, so an object is gone after twice this time. 1 or more. Default: never.
  EOT
  type = object({
    archive_after_days = optional(number)
    expire_after_days  = optional(number)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.bucket_retention.archive_after_days == null ? true : var.bucket_retention.archive_after_days >= 1 && var.bucket_retention.archive_after_days <= 2147483647 && floor(var.bucket_retention.archive_after_days) == var.bucket_retention.archive_after_days
    error_message = "`bucket_retention.archive_after_days` must be a whole number of days from 1 to 2147483647, got: ${jsonencode(var.bucket_retention.archive_after_days)}; choose a value in that range"
  }

  validation {
    condition     = var.bucket_retention.expire_after_days == null ? true : var.bucket_retention.expire_after_days >= 1 && var.bucket_retention.expire_after_days <= 2147483647 && floor(var.bucket_retention.expire_after_days) == var.bucket_retention.expire_after_days
    error_message = "`bucket_retention.expire_after_days` must be a whole number of days from 1 to 2147483647, got: ${jsonencode(var.bucket_retention.expire_after_days)}; choose a value in that range"
  }

  validation {
    condition     = var.bucket_retention.expire_after_days == null || var.bucket_retention.archive_after_days == null ? true : var.bucket_retention.expire_after_days > var.bucket_retention.archive_after_days
    error_message = "`bucket_retention.expire_after_days` must be more than bucket_retention.archive_after_days, got: ${jsonencode(var.bucket_retention.expire_after_days)}; expire later, or leave archive_after_days out"
  }
}

variable "object_lock" {
  description = <<-EOT
    Write-once retention of transcripts and trail files. Default: anyone with IAM permission can delete objects.

    - `mode`: Principals with `s3:BypassGovernanceRetention` may lift GOVERNANCE; nobody may lift COMPLIANCE.
    - `retention_days`: Days that a new object version cannot be deleted or overwritten, 1 to 36500.
  EOT
  type = object({
    mode           = string
    retention_days = number
  })
  default = null

  validation {
    condition     = try(var.object_lock.mode, null) == null ? true : contains(["GOVERNANCE", "COMPLIANCE"], var.object_lock.mode)
    error_message = "`object_lock.mode` must be one of GOVERNANCE, COMPLIANCE, got: ${jsonencode(try(var.object_lock.mode, null))}; choose one of them"
  }

  validation {
    condition     = try(var.object_lock.retention_days, null) == null ? true : var.object_lock.retention_days >= 1 && var.object_lock.retention_days <= 36500 && floor(var.object_lock.retention_days) == var.object_lock.retention_days
    error_message = "`object_lock.retention_days` must be a whole number of days from 1 to 36500, got: ${jsonencode(try(var.object_lock.retention_days, null))}; choose a value in that range"
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

variable "guardrail" {
  description = <<-EOT
    Who may not touch the audit in this account. Default: an identity policy, `<name>-guardrail`, without exemptions; attached to nobody yet.

    - `administrators`: ARNs of the exempt roles, including the one that runs Terraform. `*` is allowed in the name, and as the account: it then exempts a role of that name in every account. Nobody else may create, change or pass a role that matches. Its trust policy decides who may assume it: name people or pipelines there, not an account. Default: nobody is exempt.
    - `attach_to`: Names of existing roles that get the policies. They must not be node roles. Default: none.
  EOT
  type = object({
    administrators = optional(list(string), [])
    attach_to      = optional(set(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for item in var.guardrail.administrators : can(regex("^arn:aws(-[a-z]+)*:iam::(\\d{12}|\\*):role/[\\w+=,.@*/-]*\\w[\\w+=,.@*/-]*$", item))])
    error_message = "`guardrail.administrators` must be a list, each of it the ARN of a role, with a name that is more than *, got: ${jsonencode(var.guardrail.administrators)}; write it like arn:<partition>:iam::<account>:role/acme-audit-administrator"
  }

  validation {
    condition     = alltrue([for item in var.guardrail.attach_to : length(item) >= 1 && length(item) <= 128])
    error_message = "`guardrail.attach_to` must be a list, each of it 1 to 128 characters long, got: ${jsonencode(var.guardrail.attach_to)}; choose a text of that length"
  }

  validation {
    condition     = alltrue([for item in var.guardrail.attach_to : can(regex("^[\\w+=,.@-]+$", item))])
    error_message = "`guardrail.attach_to` must be a list, each of it letters, digits and +=,.@_-, got: ${jsonencode(var.guardrail.attach_to)}; give the name alone, like acme-nodes: no path and no ARN"
  }

  validation {
    condition     = length(join("", var.guardrail.administrators)) <= 303
    error_message = "`guardrail.administrators` must be of at most 303 characters altogether, or the policies would not fit, got: ${jsonencode(var.guardrail.administrators)}; name fewer roles, or use the construct"
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
