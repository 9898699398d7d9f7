# Generated from the constructs by `npm run export`: change those instead.

variable "name" {
  description = "Name of the policy: 1 to 128 letters, digits and `+=,.@_-`."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.name) >= 1 && length(var.name) <= 128
    error_message = "`name` must be 1 to 128 characters long, got: ${jsonencode(var.name)}; choose a text of that length"
  }

  validation {
    condition     = can(regex("^[\\w+=,.@-]+$", var.name))
    error_message = "`name` must be letters, digits and +=,.@_-, got: ${jsonencode(var.name)}; give the name alone, like acme-nodes: no path and no ARN"
  }
}

variable "document_name" {
  description = "Name of the only document that sessions may be started with, the same in every Region."
  type        = string
  default     = "SSM-SessionManagerRunShell"
  nullable    = false

  validation {
    condition     = length(var.document_name) >= 3 && length(var.document_name) <= 128
    error_message = "`document_name` must be 3 to 128 characters long, got: ${jsonencode(var.document_name)}; choose a text of that length"
  }

  validation {
    condition     = can(regex("^[\\w.-]+$", var.document_name)) && !can(regex("(?i)^(aws|amazon|amzn)", var.document_name))
    error_message = "`document_name` must be letters, digits and _-., not starting with aws, amazon or amzn, got: ${jsonencode(var.document_name)}; write it like Acme-AuditedShell"
  }
}

variable "session_key_arn" {
  description = "ARN of the key that the document names for session traffic. Default: TLS only."
  type        = string
  default     = null

  validation {
    condition     = var.session_key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z]{2,4}(-[a-z]+)+-\\d:\\d{12}:key/[\\w-]+$", var.session_key_arn))
    error_message = "`session_key_arn` must be an ARN of kms, like arn:<partition>:kms:<region>:<account>:key/<id>, got: ${jsonencode(var.session_key_arn)}; copy the full ARN of the key; an alias would resolve in the account of each caller"
  }
}

variable "transcript_bucket_name" {
  description = "Name of the bucket that the document uploads transcripts to."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.transcript_bucket_name) >= 3 && length(var.transcript_bucket_name) <= 63
    error_message = "`transcript_bucket_name` must be 3 to 63 characters long, got: ${jsonencode(var.transcript_bucket_name)}; choose a text of that length"
  }

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", var.transcript_bucket_name))
    error_message = "`transcript_bucket_name` must be lower-case letters, digits and inner hyphens, without dots, got: ${jsonencode(var.transcript_bucket_name)}; write it like acme-transcripts; the agent's TLS connection fails on names with dots"
  }
}

variable "transcript_key_arn" {
  description = "ARN of the key of that bucket. Default: none, because the bucket uses SSE-S3."
  type        = string
  default     = null

  validation {
    condition     = var.transcript_key_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:kms:[a-z]{2,4}(-[a-z]+)+-\\d:\\d{12}:key/[\\w-]+$", var.transcript_key_arn))
    error_message = "`transcript_key_arn` must be an ARN of kms, like arn:<partition>:kms:<region>:<account>:key/<id>, got: ${jsonencode(var.transcript_key_arn)}; copy the full ARN of the key; an alias would resolve in the account of each caller"
  }
}

variable "session_log_group_name" {
  description = "Name of the log group that the document sends session output to."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.session_log_group_name) >= 1 && length(var.session_log_group_name) <= 512
    error_message = "`session_log_group_name` must be 1 to 512 characters long, got: ${jsonencode(var.session_log_group_name)}; choose a text of that length"
  }

  validation {
    condition     = can(regex("^[\\w/.#-]+$", var.session_log_group_name)) && !can(regex("^aws/", var.session_log_group_name))
    error_message = "`session_log_group_name` must be letters, digits and _-/.#, not starting with aws/, got: ${jsonencode(var.session_log_group_name)}; write it like /acme/sessions"
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

variable "document_names_user" {
  description = "Whether the document names an operating system user (`run_as`). The caller's tag `SSMSessionRunAs` overrides it, so the policy then refuses callers with that tag."
  type        = bool
  default     = false
  nullable    = false
}

variable "targets" {
  description = "The nodes that sessions may be started on: by `tags`, each with the values that it may have, such as `{ tags = { team = [\"shop\"] } }`, or by `ids` of instances (`i-`) and hybrid nodes (`mi-`). Default: every node of the account."
  type = object({
    tags = optional(map(list(string)), {})
    ids  = optional(list(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = length(var.targets.tags) == 0 || length(var.targets.ids) == 0
    error_message = "`targets` must be tags or ids, not both, got: ${jsonencode(var.targets)}; make a policy for each"
  }

  validation {
    condition     = alltrue([for tag in keys(var.targets.tags) : can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$", tag)) && !can(regex("^aws:", tag))])
    error_message = "`targets.tags` must be the key of a tag: letters, digits, spaces and _.:/=+-@, not starting with aws:, got: ${jsonencode(keys(var.targets.tags))}; write it as the tag is written on the node"
  }

  validation {
    condition     = alltrue([for value in flatten(values(var.targets.tags)) : can(regex("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]|\\$\\{[\\w:/-]+\\})+$", value))])
    error_message = "`targets.tags` must be lists of values without wildcards, or of policy variables of IAM, got: ${jsonencode(values(var.targets.tags))}; list each value; StringEquals takes * literally"
  }

  validation {
    condition     = alltrue([for id in var.targets.ids : can(regex("^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$", id))])
    error_message = "`targets.ids` must be a list, each of it the id of an EC2 instance or of a hybrid node, got: ${jsonencode(var.targets.ids)}; write it like i-0123456789abcdef0 or mi-0123456789abcdef0"
  }
}

variable "principals" {
  description = "Who the operators are: `\"users\"` for IAM users, `\"roles\"` for roles and IAM Identity Center permission sets. It decides how operators' own sessions are recognized."
  type        = string
  default     = "roles"
  nullable    = false

  validation {
    condition     = contains(["roles", "users"], var.principals)
    error_message = "`principals` must be one of roles, users, got: ${jsonencode(var.principals)}; choose one of them"
  }
}

variable "attach_to" {
  description = "Names of existing roles that get the policy, or of groups if `principals` is \"users\". A permission set takes the policy by its name. Default: none."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.attach_to : length(item) >= 1 && length(item) <= 128])
    error_message = "`attach_to` must be a list, each of it 1 to 128 characters long, got: ${jsonencode(var.attach_to)}; choose a text of that length"
  }

  validation {
    condition     = alltrue([for item in var.attach_to : can(regex("^[\\w+=,.@-]+$", item))])
    error_message = "`attach_to` must be a list, each of it letters, digits and +=,.@_-, got: ${jsonencode(var.attach_to)}; give the name alone, like acme-nodes: no path and no ARN"
  }
}

variable "source_identity" {
  description = "Refuses callers without a source identity: the identity that they signed in with before they assumed a role, which no later role can change. IAM Identity Center sets none, so leave it out there. The only value is `\"required\"`. Default: no source identity is required."
  type        = string
  default     = null

  validation {
    condition     = var.source_identity == null ? true : contains(["required"], var.source_identity)
    error_message = "`source_identity` must be one of required, got: ${jsonencode(var.source_identity)}; choose one of them"
  }
}

variable "mfa" {
  description = "Refuses callers without MFA: `{}`; or with a sign-in by MFA older than 1 to 2160 minutes: `{ max_age_minutes = 60 }`. IAM sees MFA of users and of AssumeRole only: leave it out for Identity Center, and limit the session duration of the permission set instead. Default: MFA is not asked for."
  type        = object({ max_age_minutes = optional(number) })
  default     = null

  validation {
    condition     = try(var.mfa.max_age_minutes, null) == null ? true : var.mfa.max_age_minutes >= 1 && var.mfa.max_age_minutes <= 2160 && floor(var.mfa.max_age_minutes) == var.mfa.max_age_minutes
    error_message = "`mfa.max_age_minutes` must be a whole number of minutes from 1 to 2160, got: ${jsonencode(try(var.mfa.max_age_minutes, null))}; choose a value in that range"
  }
}

variable "source_network" {
  description = <<-EOT
    Refuses callers from other networks. Default: operators may connect from any network.

    - `cidrs`: Public address ranges in CIDR notation. Private ranges never match: AWS sees the address after NAT. Default: none; `vpc_ids` must then be given.
    - `vpc_ids`: VPCs whose endpoints operators use. Default: none; `cidrs` must then be given.
  EOT
  type = object({
    cidrs   = optional(list(string), [])
    vpc_ids = optional(list(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for item in var.source_network.cidrs : can(regex("(?i)^(\\d{1,3}(\\.\\d{1,3}){3}/([1-9]|[12]\\d|3[0-2])|[0-9a-f:]*:[0-9a-f:]*/([1-9]|[1-9]\\d|1[01]\\d|12[0-8]))$", item))])
    error_message = "`source_network.cidrs` must be a list, each of it an address range in CIDR notation, and not every address, got: ${jsonencode(var.source_network.cidrs)}; write it like 203.0.113.0/24 or 2001:db8::/32, with its first address"
  }

  validation {
    condition     = alltrue([for item in var.source_network.vpc_ids : can(regex("^vpc-([0-9a-f]{8}|[0-9a-f]{17})$", item))])
    error_message = "`source_network.vpc_ids` must be a list, each of it the id of a VPC, got: ${jsonencode(var.source_network.vpc_ids)}; write it like vpc-0123456789abcdef0"
  }

  validation {
    condition     = alltrue([for range in var.source_network.cidrs : can(cidrhost(range, 0)) && (strcontains(range, ":") ? true : cidrsubnet(range, 0, 0) == range)])
    error_message = "`source_network.cidrs` must be a list, each of it an address range in CIDR notation, and not every address, got: ${jsonencode(var.source_network.cidrs)}; write it like 203.0.113.0/24 or 2001:db8::/32, with its first address"
  }
}

variable "unlogged_documents" {
  description = "Port forwarding and SSH, by the names of AWS's documents: AWS-StartPortForwardingSession, AWS-StartPortForwardingSessionToRemoteHost, AWS-StartSSHSession. Such sessions are never logged. Default: none."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.unlogged_documents : contains(["AWS-StartPortForwardingSession", "AWS-StartPortForwardingSessionToRemoteHost", "AWS-StartSSHSession"], item)])
    error_message = "`unlogged_documents` must be a list, each of it one of AWS-StartPortForwardingSession, AWS-StartPortForwardingSessionToRemoteHost, AWS-StartSSHSession, got: ${jsonencode(var.unlogged_documents)}; choose one of them"
  }
}

variable "remote_desktop" {
  description = "Whether to exempt Remote Desktop in Fleet Manager from what this policy denies: the port forwarding sessions that GUI Connect starts for its caller. Another policy must allow them. They leave no transcript, so turn on connection recordings."
  type        = bool
  default     = false
  nullable    = false
}
