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

variable "further_session_key_arns" {
  description = "ARNs of the session keys of further Regions, by Region: the output `session_key_arn` of `workload-region`. Default: sessions are opened in the Region of the provider only."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for region in keys(var.further_session_key_arns) : contains(["cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1", "eusc-de-east-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-east-1", "us-isof-south-1", "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"], region)])
    error_message = "`further_session_key_arns` must be ARNs by the names of AWS Regions, got: ${jsonencode(keys(var.further_session_key_arns))}; write each as AWS does, for example eu-west-1"
  }
}

variable "evidence" {
  description = <<-EOT
    That `log-archive` keeps a ledger of sessions: a role then lets it read those of this account. Default: there is none.

    - `organization_id`: Id of the AWS organization: `o-` and 10 to 32 characters.
  EOT
  type = object({
    organization_id = string
  })
  default = null

  validation {
    condition     = try(var.evidence.organization_id, null) == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.evidence.organization_id))
    error_message = "`evidence.organization_id` must be o- and 10 to 32 lower-case letters and digits, got: ${jsonencode(try(var.evidence.organization_id, null))}; copy it from the AWS Organizations console"
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
    condition     = length(join("", var.guardrail.administrators)) <= 303
    error_message = "`guardrail.administrators` must be of at most 303 characters altogether, or the policies would not fit, got: ${jsonencode(var.guardrail.administrators)}; name fewer roles, or use the construct"
  }
}
