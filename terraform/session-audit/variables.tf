# Generated from the constructs by `npm run export`: change those instead.

variable "name" {
  description = "Base of every physical name: 3 to 22 lower-case letters, digits and inner hyphens, so that bucket names with account and Region stay within 63 characters."
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

variable "watches" {
  description = <<-EOT
    What to watch in the audit and report to `integrity_alerts`. Default: everything.

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

variable "session" {
  description = <<-EOT
    Session preferences. Default: an idle timeout of 20 minutes, no maximum duration, `ssm-user`, no shell profile.

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
  description = "Days that CloudWatch Logs keeps session output, and trail events unless `trail_retention_days` is given. One of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention_days)
    error_message = "`retention_days` must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got: ${jsonencode(var.retention_days)}; choose one of them"
  }
}

variable "trail_retention_days" {
  description = "Days that CloudWatch Logs keeps trail events. One of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653. Default: as long as session output."
  type        = number
  default     = null

  validation {
    condition     = var.trail_retention_days == null ? true : contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.trail_retention_days)
    error_message = "`trail_retention_days` must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got: ${jsonencode(var.trail_retention_days)}; choose one of them"
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

variable "record_transcript_access" {
  description = "Whether the trail records each read and write of transcripts. CloudTrail charges for each."
  type        = bool
  default     = false
  nullable    = false
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

variable "nodes" {
  description = <<-EOT
    Roles of the nodes. Those in `attach_to` are in addition to the created role. Default: a role and an instance profile for EC2 instances, named `<name>-nodes`.

    - `attach_to`: Names of existing roles that get the policy: of instance profiles, of hybrid activations, or `AWSSystemsManagerDefaultEC2InstanceManagementRole` if the default host management configuration is on. Default: none.
    - `role_for`: Creates a role with the policy: `"ec2"` with an instance profile, `"hybrid"` for activations, or `"none"`. Default: `"ec2"`.
  EOT
  type = object({
    attach_to = optional(set(string), [])
    role_for  = optional(string, "ec2")
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for item in var.nodes.attach_to : length(item) >= 1 && length(item) <= 128])
    error_message = "`nodes.attach_to` must be a list, each of it 1 to 128 characters long, got: ${jsonencode(var.nodes.attach_to)}; choose a text of that length"
  }

  validation {
    condition     = alltrue([for item in var.nodes.attach_to : can(regex("^[\\w+=,.@-]+$", item))])
    error_message = "`nodes.attach_to` must be a list, each of it letters, digits and +=,.@_-, got: ${jsonencode(var.nodes.attach_to)}; give the name alone, like acme-nodes: no path and no ARN"
  }

  validation {
    condition     = contains(["ec2", "hybrid", "none"], var.nodes.role_for)
    error_message = "`nodes.role_for` must be one of ec2, hybrid, none, got: ${jsonencode(var.nodes.role_for)}; choose one of them"
  }

  validation {
    condition     = length(join("", var.nodes.attach_to)) <= 320
    error_message = "`nodes.attach_to` must be of at most 320 characters altogether, or the guardrail would not fit, got: ${jsonencode(var.nodes.attach_to)}; name fewer roles, or use the construct"
  }
}

variable "evidence" {
  description = <<-EOT
    A ledger of sessions beyond 30 days, Athena tables, and a dashboard. `{}` uses all defaults. Default: none.

    - `years`: Years that queries can reach back, 1 to 100. Default: `7`.
    - `scan_limit_gigabytes`: Gigabytes that one query may read, 1 to 100000. Athena cancels a query at this limit. Default: `200`.
    - `report`: Queries to run on a schedule. Their results are stored with the others, as CSV. Default: none.
      - `queries`: The queries. Those that take a person or a node cannot be scheduled. Any of `"sessions"`, `"missing-recordings"`, `"unlogged"`, `"unknown"`, `"refused"`, `"root"`, `"without-mfa"`, `"preference-changes"`, `"unread-places"`.
      - `every_days`: Days between runs, 1 to 30.
    - `every_hours`: Hours between runs, 1 to 24. Session Manager forgets ended sessions after 30 days. Default: `6`.
    - `auditors`: Names of auditors' roles in the account with the evidence. Default: nobody; attach the policy `<name>-evidence-auditors`.
    - `alarms`: How many calls per hour raise the alarms of the dashboard. Default: 5 refusals, or 1 change of preferences.
      - `starts_per_hour`: Sessions started. 1 to 1000000. Default: no alarm, because only you know how many are usual.
      - `refusals_per_hour`: Sessions refused: somebody is trying. 1 to 1000000. Default: `5`.
      - `preference_changes_per_hour`: Changes to the session preferences. 1 to 1000000. Default: `1`.
  EOT
  type = object({
    years                = optional(number, 7)
    scan_limit_gigabytes = optional(number, 200)
    report = optional(object({
      queries    = set(string)
      every_days = number
    }))
    every_hours = optional(number, 6)
    auditors    = optional(set(string), [])
    alarms = optional(object({
      starts_per_hour             = optional(number)
      refusals_per_hour           = optional(number, 5)
      preference_changes_per_hour = optional(number, 1)
    }), {})
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
    condition     = try(var.evidence.alarms.starts_per_hour, null) == null ? true : var.evidence.alarms.starts_per_hour >= 1 && var.evidence.alarms.starts_per_hour <= 1000000 && floor(var.evidence.alarms.starts_per_hour) == var.evidence.alarms.starts_per_hour
    error_message = "`evidence.alarms.starts_per_hour` must be a whole number of calls from 1 to 1000000, got: ${jsonencode(try(var.evidence.alarms.starts_per_hour, null))}; choose a value in that range"
  }

  validation {
    condition     = try(var.evidence.alarms.refusals_per_hour, null) == null ? true : var.evidence.alarms.refusals_per_hour >= 1 && var.evidence.alarms.refusals_per_hour <= 1000000 && floor(var.evidence.alarms.refusals_per_hour) == var.evidence.alarms.refusals_per_hour
    error_message = "`evidence.alarms.refusals_per_hour` must be a whole number of calls from 1 to 1000000, got: ${jsonencode(try(var.evidence.alarms.refusals_per_hour, null))}; choose a value in that range"
  }

  validation {
    condition     = try(var.evidence.alarms.preference_changes_per_hour, null) == null ? true : var.evidence.alarms.preference_changes_per_hour >= 1 && var.evidence.alarms.preference_changes_per_hour <= 1000000 && floor(var.evidence.alarms.preference_changes_per_hour) == var.evidence.alarms.preference_changes_per_hour
    error_message = "`evidence.alarms.preference_changes_per_hour` must be a whole number of calls from 1 to 1000000, got: ${jsonencode(try(var.evidence.alarms.preference_changes_per_hour, null))}; choose a value in that range"
  }
}

variable "operators" {
  description = <<-EOT
    Who may open sessions, on which nodes. Default: a policy for roles, `<name>-operators`, for every node of the account; attached to nobody yet.

    - `principals`: Who the operators are: `"users"` for IAM users, `"roles"` for roles and IAM Identity Center permission sets. It decides how operators' own sessions are recognized. Default: `"roles"`.
    - `attach_to`: Names of existing roles that get the policy, or of groups if `principals` is "users". A permission set takes the policy by its name. Default: none.
    - `source_identity`: Refuses callers without a source identity: the identity that they signed in with before they assumed a role, which no later role can change. IAM Identity Center sets none, so leave it out there. The only value is `"required"`. Default: no source identity is required.
    - `mfa`: Refuses callers without MFA: `{}`; or with a sign-in by MFA older than 1 to 2160 minutes: `{ max_age_minutes = 60 }`. IAM sees MFA of users and of AssumeRole only: leave it out for Identity Center, and limit the session duration of the permission set instead. Default: MFA is not asked for.
    - `source_network`: Refuses callers from other networks. Default: operators may connect from any network.
      - `cidrs`: Public address ranges in CIDR notation. Private ranges never match: AWS sees the address after NAT. Default: none; `vpc_ids` must then be given.
      - `vpc_ids`: VPCs whose endpoints operators use. Default: none; `cidrs` must then be given.
    - `unlogged_documents`: Port forwarding and SSH, by the names of AWS's documents: AWS-StartPortForwardingSession, AWS-StartPortForwardingSessionToRemoteHost, AWS-StartSSHSession. Such sessions are never logged. Default: none.
    - `remote_desktop`: Whether to exempt Remote Desktop in Fleet Manager from what this policy denies: the port forwarding sessions that GUI Connect starts for its caller. Another policy must allow them. They leave no transcript, so turn on connection recordings. Default: `false`.
    - `targets`: The nodes that sessions may be started on: by `tags`, each with the values that it may have, such as `{ tags = { team = ["shop"] } }`, or by `ids` of instances (`i-`) and hybrid nodes (`mi-`). Default: every node of the account.
  EOT
  type = object({
    principals      = optional(string, "roles")
    attach_to       = optional(set(string), [])
    source_identity = optional(string)
    mfa             = optional(object({ max_age_minutes = optional(number) }))
    source_network = optional(object({
      cidrs   = optional(list(string), [])
      vpc_ids = optional(list(string), [])
    }), {})
    unlogged_documents = optional(set(string), [])
    remote_desktop     = optional(bool, false)
    targets = optional(object({
      tags = optional(map(list(string)), {})
      ids  = optional(list(string), [])
    }), {})
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["roles", "users"], var.operators.principals)
    error_message = "`operators.principals` must be one of roles, users, got: ${jsonencode(var.operators.principals)}; choose one of them"
  }

  validation {
    condition     = alltrue([for item in var.operators.attach_to : length(item) >= 1 && length(item) <= 128])
    error_message = "`operators.attach_to` must be a list, each of it 1 to 128 characters long, got: ${jsonencode(var.operators.attach_to)}; choose a text of that length"
  }

  validation {
    condition     = alltrue([for item in var.operators.attach_to : can(regex("^[\\w+=,.@-]+$", item))])
    error_message = "`operators.attach_to` must be a list, each of it letters, digits and +=,.@_-, got: ${jsonencode(var.operators.attach_to)}; give the name alone, like acme-nodes: no path and no ARN"
  }

  validation {
    condition     = var.operators.source_identity == null ? true : contains(["required"], var.operators.source_identity)
    error_message = "`operators.source_identity` must be one of required, got: ${jsonencode(var.operators.source_identity)}; choose one of them"
  }

  validation {
    condition     = alltrue([for item in var.operators.source_network.cidrs : can(regex("(?i)^(\\d{1,3}(\\.\\d{1,3}){3}/([1-9]|[12]\\d|3[0-2])|[0-9a-f:]*:[0-9a-f:]*/([1-9]|[1-9]\\d|1[01]\\d|12[0-8]))$", item))])
    error_message = "`operators.source_network.cidrs` must be a list, each of it an address range in CIDR notation, and not every address, got: ${jsonencode(var.operators.source_network.cidrs)}; write it like 203.0.113.0/24 or 2001:db8::/32, with its first address"
  }

  validation {
    condition     = alltrue([for item in var.operators.source_network.vpc_ids : can(regex("^vpc-([0-9a-f]{8}|[0-9a-f]{17})$", item))])
    error_message = "`operators.source_network.vpc_ids` must be a list, each of it the id of a VPC, got: ${jsonencode(var.operators.source_network.vpc_ids)}; write it like vpc-0123456789abcdef0"
  }

  validation {
    condition     = alltrue([for item in var.operators.unlogged_documents : contains(["AWS-StartPortForwardingSession", "AWS-StartPortForwardingSessionToRemoteHost", "AWS-StartSSHSession"], item)])
    error_message = "`operators.unlogged_documents` must be a list, each of it one of AWS-StartPortForwardingSession, AWS-StartPortForwardingSessionToRemoteHost, AWS-StartSSHSession, got: ${jsonencode(var.operators.unlogged_documents)}; choose one of them"
  }

  validation {
    condition     = length(var.operators.targets.tags) == 0 || length(var.operators.targets.ids) == 0
    error_message = "`operators.targets` must be tags or ids, not both, got: ${jsonencode(var.operators.targets)}; make a policy for each"
  }

  validation {
    condition     = alltrue([for tag in keys(var.operators.targets.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$", tag)) && !can(regex("^aws:", tag))])
    error_message = "`operators.targets.tags` must be the key of a tag: letters, digits, spaces and _.:/=+-@, not starting with aws:, got: ${jsonencode(keys(var.operators.targets.tags))}; write it as the tag is written on the node"
  }

  validation {
    condition     = alltrue([for value in flatten(values(var.operators.targets.tags)) : can(regex("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]|\\$\\{[\\w:/-]+\\})+$", value))])
    error_message = "`operators.targets.tags` must be lists of values without wildcards, or of policy variables of IAM, got: ${jsonencode(values(var.operators.targets.tags))}; list each value; StringEquals takes * literally"
  }

  validation {
    condition     = alltrue([for id in var.operators.targets.ids : can(regex("^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$", id))])
    error_message = "`operators.targets.ids` must be a list, each of it the id of an EC2 instance or of a hybrid node, got: ${jsonencode(var.operators.targets.ids)}; write it like i-0123456789abcdef0 or mi-0123456789abcdef0"
  }

  validation {
    condition     = alltrue([for range in var.operators.source_network.cidrs : can(cidrhost(range, 0)) && (strcontains(range, ":") ? true : cidrsubnet(range, 0, 0) == range)])
    error_message = "`operators.source_network.cidrs` must be a list, each of it an address range in CIDR notation, and not every address, got: ${jsonencode(var.operators.source_network.cidrs)}; write it like 203.0.113.0/24 or 2001:db8::/32, with its first address"
  }

  validation {
    condition     = try(var.operators.mfa.max_age_minutes, null) == null ? true : var.operators.mfa.max_age_minutes >= 1 && var.operators.mfa.max_age_minutes <= 2160 && floor(var.operators.mfa.max_age_minutes) == var.operators.mfa.max_age_minutes
    error_message = "`operators.mfa.max_age_minutes` must be a whole number of minutes from 1 to 2160, got: ${jsonencode(try(var.operators.mfa.max_age_minutes, null))}; choose a value in that range"
  }
}

variable "guardrail" {
  description = <<-EOT
    Who may not touch the audit. Default: an identity policy, `<name>-guardrail`, without exemptions; attached to nobody yet.

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
    condition     = length(join("", var.guardrail.administrators)) <= 285
    error_message = "`guardrail.administrators` must be of at most 285 characters altogether, or the policies would not fit, got: ${jsonencode(var.guardrail.administrators)}; name fewer roles, or use the construct"
  }
}
