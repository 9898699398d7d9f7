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

variable "security_account_id" {
  description = "The 12 digits of the security account, which has the alert hub."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\d{12}$", var.security_account_id))
    error_message = "`security_account_id` must be the 12 digits of an account, got: ${jsonencode(var.security_account_id)}; write it like \"111122223333\", as a text without hyphens"
  }
}

variable "trail_arn" {
  description = "ARN of the organization trail that exists, such as that of Control Tower. It must belong to this account, and to the home Region."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws(-[a-z]+)*:cloudtrail:[a-z]{2,4}(-[a-z]+)+-\\d:\\d{12}:trail/.+$", var.trail_arn))
    error_message = "`trail_arn` must be an ARN of cloudtrail, like arn:<partition>:cloudtrail:<region>:<account>:trail/<name>, got: ${jsonencode(var.trail_arn)}; copy the full ARN from the AWS console or a Terraform output"
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
