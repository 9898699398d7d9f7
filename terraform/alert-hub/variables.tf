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

variable "evidence" {
  description = "Whether `log-archive` keeps a ledger of sessions: whoever changes it is then reported, too. Default: there is none."
  type        = bool
  default     = false
  nullable    = false
}

variable "alerts" {
  description = <<-EOT
    Who is notified when a session is started, resumed or terminated, and once per burst of refused calls. Default: nobody; you can subscribe to the topic later.

    - `emails`: Email addresses. Each gets a confirmation email from AWS, and no alerts until its link is opened.
    - `phone_numbers`: Phone numbers in E.164 format, for SMS.
    - `urls`: HTTPS endpoints, which must confirm the subscription themselves.
  EOT
  type = object({
    emails        = optional(set(string), [])
    phone_numbers = optional(set(string), [])
    urls          = optional(set(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for item in var.alerts.emails : can(regex("(?i)^[^\\s@\"<>,;]+@[a-z0-9-]+(\\.[a-z0-9-]+)+$", item))])
    error_message = "`alerts.emails` must be a list, each of it an e-mail address, got: ${jsonencode(var.alerts.emails)}; write it like security@example.com, without a display name"
  }

  validation {
    condition     = alltrue([for item in var.alerts.phone_numbers : can(regex("^\\+[1-9]\\d{6,14}$", item))])
    error_message = "`alerts.phone_numbers` must be a list, each of it a phone number in E.164, got: ${jsonencode(var.alerts.phone_numbers)}; write it like +491701234567, without blanks"
  }

  validation {
    condition     = alltrue([for item in var.alerts.urls : can(regex("^https://[^\\s/?#@]+\\.[^\\s/?#@]+([/?#]\\S*)?$", item))])
    error_message = "`alerts.urls` must be a list, each of it an https:// URL without credentials in it, got: ${jsonencode(var.alerts.urls)}; write it like https://hooks.example.com/sessions"
  }
}

variable "refusals" {
  description = <<-EOT
    Who is notified of every refused call. It has a separate topic, so that endless refused calls do not bury the other alerts. Default: nobody; you can subscribe to the topic later.

    - `emails`: Email addresses. Each gets a confirmation email from AWS, and no alerts until its link is opened.
    - `phone_numbers`: Phone numbers in E.164 format, for SMS.
    - `urls`: HTTPS endpoints, which must confirm the subscription themselves.
  EOT
  type = object({
    emails        = optional(set(string), [])
    phone_numbers = optional(set(string), [])
    urls          = optional(set(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for item in var.refusals.emails : can(regex("(?i)^[^\\s@\"<>,;]+@[a-z0-9-]+(\\.[a-z0-9-]+)+$", item))])
    error_message = "`refusals.emails` must be a list, each of it an e-mail address, got: ${jsonencode(var.refusals.emails)}; write it like security@example.com, without a display name"
  }

  validation {
    condition     = alltrue([for item in var.refusals.phone_numbers : can(regex("^\\+[1-9]\\d{6,14}$", item))])
    error_message = "`refusals.phone_numbers` must be a list, each of it a phone number in E.164, got: ${jsonencode(var.refusals.phone_numbers)}; write it like +491701234567, without blanks"
  }

  validation {
    condition     = alltrue([for item in var.refusals.urls : can(regex("^https://[^\\s/?#@]+\\.[^\\s/?#@]+([/?#]\\S*)?$", item))])
    error_message = "`refusals.urls` must be a list, each of it an https:// URL without credentials in it, got: ${jsonencode(var.refusals.urls)}; write it like https://hooks.example.com/sessions"
  }
}

variable "integrity_alerts" {
  description = <<-EOT
    Who is notified when the audit itself is changed, falls silent or cannot deliver. The topic has its own key, so that disabling one key silences only one topic. Default: the subscribers of `alerts`.

    - `emails`: Email addresses. Each gets a confirmation email from AWS, and no alerts until its link is opened.
    - `phone_numbers`: Phone numbers in E.164 format, for SMS.
    - `urls`: HTTPS endpoints, which must confirm the subscription themselves.
  EOT
  type = object({
    emails        = optional(set(string), [])
    phone_numbers = optional(set(string), [])
    urls          = optional(set(string), [])
  })
  default = null

  validation {
    condition     = try(var.integrity_alerts.emails, null) == null ? true : alltrue([for item in var.integrity_alerts.emails : can(regex("(?i)^[^\\s@\"<>,;]+@[a-z0-9-]+(\\.[a-z0-9-]+)+$", item))])
    error_message = "`integrity_alerts.emails` must be a list, each of it an e-mail address, got: ${jsonencode(try(var.integrity_alerts.emails, null))}; write it like security@example.com, without a display name"
  }

  validation {
    condition     = try(var.integrity_alerts.phone_numbers, null) == null ? true : alltrue([for item in var.integrity_alerts.phone_numbers : can(regex("^\\+[1-9]\\d{6,14}$", item))])
    error_message = "`integrity_alerts.phone_numbers` must be a list, each of it a phone number in E.164, got: ${jsonencode(try(var.integrity_alerts.phone_numbers, null))}; write it like +491701234567, without blanks"
  }

  validation {
    condition     = try(var.integrity_alerts.urls, null) == null ? true : alltrue([for item in var.integrity_alerts.urls : can(regex("^https://[^\\s/?#@]+\\.[^\\s/?#@]+([/?#]\\S*)?$", item))])
    error_message = "`integrity_alerts.urls` must be a list, each of it an https:// URL without credentials in it, got: ${jsonencode(try(var.integrity_alerts.urls, null))}; write it like https://hooks.example.com/sessions"
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
