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

variable "management_account_id" {
  description = "The 12 digits of the management account, which owns the organization trail."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\d{12}$", var.management_account_id))
    error_message = "`management_account_id` must be the 12 digits of an account, got: ${jsonencode(var.management_account_id)}; write it like \"111122223333\", as a text without hyphens"
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

variable "evidence" {
  description = <<-EOT
    A ledger of all sessions beyond 30 days, with Athena tables over it and the organization trail. Set `evidence` of the modules of the other accounts, too. Default: none.

    - `workloads`: Regions of each account whose sessions are kept, by its 12 digits: `{ "444444444444" = ["eu-west-1"] }`.
    - `years`: Years that queries can reach back, 1 to 100. Default: `7`.
    - `scan_limit_gigabytes`: Gigabytes that one query may read, 1 to 100000. Athena cancels a query at this limit. Default: `200`.
    - `report`: Queries to run on a schedule. Their results are stored with the others, as CSV. Default: none.
      - `queries`: The queries. Those that take a person or a node cannot be scheduled. Any of `"sessions"`, `"missing-recordings"`, `"unlogged"`, `"unknown"`, `"refused"`, `"root"`, `"without-mfa"`, `"preference-changes"`, `"unread-places"`.
      - `every_days`: Days between runs, 1 to 30.
    - `every_hours`: Hours between runs, 1 to 24. Session Manager forgets ended sessions after 30 days. Default: `6`.
    - `auditors`: Names of auditors' roles in the account with the evidence. Default: nobody; attach the policy `<name>-evidence-auditors`.
  EOT
  type = object({
    workloads            = map(list(string))
    years                = optional(number, 7)
    scan_limit_gigabytes = optional(number, 200)
    report = optional(object({
      queries    = set(string)
      every_days = number
    }))
    every_hours = optional(number, 6)
    auditors    = optional(set(string), [])
  })
  default = null

  validation {
    condition     = try(var.evidence.years, null) == null ? true : var.evidence.years >= 1 && var.evidence.years <= 100 && floor(var.evidence.years) == var.evidence.years
    error_message = "`evidence.years` must be a whole number of years from 1 to 100, got: ${jsonencode(try(var.evidence.years, null))}; choose a value in that range"
  }

  validation {
    condition     = try(var.evidence.scan_limit_gigabytes, null) == null ? true : var.evidence.scan_limit_gigabytes >= 1 && var.evidence.scan_limit_gigabytes <= 100000 && floor(var.evidence.scan_limit_gigabytes) == var.evidence.scan_limit_gigabytes
    error_message = "`evidence.scan_limit_gigabytes` must be a whole number of gigabytes from 1 to 100000, got: ${jsonencode(try(var.evidence.scan_limit_gigabytes, null))}; choose a value in that range"
  }

  validation {
    condition     = try(var.evidence.report.queries, null) == null ? true : length(var.evidence.report.queries) >= 1
    error_message = "`evidence.report.queries` must be a list of at least one question, got: ${jsonencode(try(var.evidence.report.queries, null))}; write [value]"
  }

  validation {
    condition     = try(var.evidence.report.queries, null) == null ? true : alltrue([for item in var.evidence.report.queries : contains(["sessions", "missing-recordings", "unlogged", "unknown", "refused", "root", "without-mfa", "preference-changes", "unread-places"], item)])
    error_message = "`evidence.report.queries` must be a list, each of it one of sessions, missing-recordings, unlogged, unknown, refused, root, without-mfa, preference-changes, unread-places, got: ${jsonencode(try(var.evidence.report.queries, null))}; choose one of them"
  }

  validation {
    condition     = try(var.evidence.report.every_days, null) == null ? true : var.evidence.report.every_days >= 1 && var.evidence.report.every_days <= 30 && floor(var.evidence.report.every_days) == var.evidence.report.every_days
    error_message = "`evidence.report.every_days` must be a whole number of days from 1 to 30, got: ${jsonencode(try(var.evidence.report.every_days, null))}; choose a value in that range"
  }

  validation {
    condition     = try(var.evidence.every_hours, null) == null ? true : var.evidence.every_hours >= 1 && var.evidence.every_hours <= 24 && floor(var.evidence.every_hours) == var.evidence.every_hours
    error_message = "`evidence.every_hours` must be a whole number of hours from 1 to 24, got: ${jsonencode(try(var.evidence.every_hours, null))}; choose a value in that range"
  }

  validation {
    condition     = try(var.evidence.auditors, null) == null ? true : alltrue([for item in var.evidence.auditors : length(item) >= 1 && length(item) <= 64])
    error_message = "`evidence.auditors` must be a list, each of it 1 to 64 characters long, got: ${jsonencode(try(var.evidence.auditors, null))}; choose a text of that length"
  }

  validation {
    condition     = try(var.evidence.auditors, null) == null ? true : alltrue([for item in var.evidence.auditors : can(regex("^[\\w+=,.@-]+$", item))])
    error_message = "`evidence.auditors` must be a list, each of it letters, digits and +=,.@_-, got: ${jsonencode(try(var.evidence.auditors, null))}; give the name alone, like acme-nodes: no path and no ARN"
  }

  validation {
    condition     = var.evidence == null ? true : length(var.evidence.workloads) >= 1
    error_message = "`evidence.workloads` must be of at least one account, got: ${jsonencode(try(var.evidence.workloads, null))}; name the accounts whose sessions are kept"
  }

  validation {
    condition     = alltrue([for account in keys(try(var.evidence.workloads, {})) : can(regex("^[0-9]{12}$", account))])
    error_message = "`evidence.workloads` must be Regions by the 12 digits of accounts, got: ${jsonencode(try(keys(var.evidence.workloads), null))}; quote the digits: leading zeros count"
  }

  validation {
    condition     = alltrue([for regions in values(try(var.evidence.workloads, {})) : length(regions) >= 1 && length(distinct(regions)) == length(regions) && length(setsubtract(regions, ["cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1", "eusc-de-east-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-east-1", "us-isof-south-1", "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"])) == 0])
    error_message = "`evidence.workloads` must be lists of AWS Regions, each named once, got: ${jsonencode(try(values(var.evidence.workloads), null))}; write each as AWS does, for example eu-west-1"
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

variable "alerts" {
  description = <<-EOT
    Who is notified when the ledger is not kept. Default: nobody; you can subscribe to the topic later.

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
