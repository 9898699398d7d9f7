# Generated from the constructs by `npm run export`: change those instead.

variable "name" {
  description = "Name of the policy: 1 to 128 letters, digits and `+=,.@_-`. It denies changes of what is protected; another with the suffix `-2` denies all else. A permissions boundary is one policy."
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

variable "kind" {
  description = "`\"identity-policy\"` denies to the roles it is attached to. `\"permissions-boundary\"` does too; its principals cannot remove it, create principals without it or sign in as others, but may use roles without it that trust them or that they may pass to a service. `\"service-control-policy\"` denies to everyone in accounts of the organization. `\"resource-control-policy\"` protects buckets, keys, log groups, rules and queues of those accounts against everyone, wherever they are. Apply the last two in the management account or its delegated administrator."
  type        = string
  default     = "identity-policy"
  nullable    = false

  validation {
    condition     = contains(["identity-policy", "permissions-boundary", "service-control-policy", "resource-control-policy"], var.kind)
    error_message = "`kind` must be one of identity-policy, permissions-boundary, service-control-policy, resource-control-policy, got: ${jsonencode(var.kind)}; choose one of them"
  }
}

variable "protects" {
  description = <<-EOT
    What is protected, by ARNs: `*` is allowed where they may differ.

    - `documents`: Session documents, so nobody turns off their logging. Default: none.
    - `settings`: Settings of Systems Manager. Default: none.
    - `trails`: Trails. Default: none.
    - `buckets`: Buckets of transcripts, trail files and access logs. Default: none.
    - `keys`: Keys, by their own ARNs. Default: none.
    - `key_aliases`: ARNs of key aliases. Use them because key ids are unknown beforehand and differ between Regions. Default: none.
    - `recording_key_aliases`: ARNs of the aliases of keys for recordings of Remote Desktop connections. Also denies changes of the account's recording preferences. Unlike grants on other keys, those that GUI Connect makes for a connection are not denied. Default: none.
    - `log_groups`: Log groups of session output and trail events. Also denies the account-wide policies of CloudWatch Logs, which could mask or change what a group gets. Default: none.
    - `events`: Rules with their dead-letter queues. Default: none.
    - `topics`: Topics that notify people. Default: none.
    - `alarms`: Alarms on the alerting. Default: none.
    - `ledgers`: Session ledgers: function, schedule and dead-letter queue. List their roles, buckets and log groups too. Default: none.
    - `tables`: The tables that auditors query, with their workgroup, saved queries and the schedules of their report. List the report's role and the auditors' policy too. Default: none.
    - `buses`: Event buses. IAM has no narrower resource for bus permissions, so those of every bus in the account are protected. Default: none.
    - `roles`: Roles that services use to forward events and deliver trail events. Default: none.
    - `nodes`: The roles of nodes, with their instance profiles. A node whose role may not write logs nothing and still opens sessions.
      - `role_arns`: ARNs of the roles, `*` allowed. They may write what nodes write.
      - `instance_profile_arns`: ARNs of their instance profiles. Default: none.
    - `policies`: The policies of nodes and operators, with the roles created for operators. Without their policy, nodes log nothing. Default: none.
    - `organization`: Whether to protect the organization too: its policies, trusted services, delegated administrators and member accounts. For guardrails of the management account, which no organization policy binds. Default: `false`.
  EOT
  type = object({
    documents             = optional(list(string), [])
    settings              = optional(list(string), [])
    trails                = optional(list(string), [])
    buckets               = optional(list(string), [])
    keys                  = optional(list(string), [])
    key_aliases           = optional(list(string), [])
    recording_key_aliases = optional(list(string), [])
    log_groups            = optional(list(string), [])
    events = optional(list(object({
      rule_arn              = string
      dead_letter_queue_arn = string
    })), [])
    topics = optional(list(string), [])
    alarms = optional(list(string), [])
    ledgers = optional(list(object({
      function_arn          = string
      schedule_arn          = string
      dead_letter_queue_arn = string
    })), [])
    tables = optional(list(object({
      workgroup_arn = string
      table_arns    = list(string)
      schedule_arn  = string
    })), [])
    buses = optional(list(string), [])
    roles = optional(list(string), [])
    nodes = optional(object({
      role_arns             = optional(list(string), [])
      instance_profile_arns = optional(list(string), [])
    }), {})
    policies = optional(list(object({
      policy_arn = string
      role_arn   = optional(string)
    })), [])
    organization = optional(bool, false)
  })
  nullable = false

  validation {
    condition     = alltrue([for item in var.protects.documents : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.documents` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.documents)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.settings : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.settings` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.settings)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.trails : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.trails` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.trails)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.buckets : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.buckets` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.buckets)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.keys : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.keys` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.keys)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.key_aliases : can(regex("^arn:.+:kms:.*:alias/.+$", item))])
    error_message = "`protects.key_aliases` must be a list, each of it the full ARN of an alias, got: ${jsonencode(var.protects.key_aliases)}; write it like arn:<partition>:kms:<region>:<account>:alias/<name>, * allowed"
  }

  validation {
    condition     = alltrue([for item in var.protects.recording_key_aliases : can(regex("^arn:.+:kms:.*:alias/.+$", item))])
    error_message = "`protects.recording_key_aliases` must be a list, each of it the full ARN of an alias, got: ${jsonencode(var.protects.recording_key_aliases)}; write it like arn:<partition>:kms:<region>:<account>:alias/<name>, * allowed"
  }

  validation {
    condition     = alltrue([for item in var.protects.log_groups : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.log_groups` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.log_groups)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.topics : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.topics` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.topics)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.alarms : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.alarms` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.alarms)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.buses : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.buses` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.buses)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.roles : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.roles` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.roles)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.nodes.role_arns : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.nodes.role_arns` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.nodes.role_arns)}; write the full ARN"
  }

  validation {
    condition     = alltrue([for item in var.protects.nodes.instance_profile_arns : can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", item))])
    error_message = "`protects.nodes.instance_profile_arns` must be a list, each of it an ARN, with * where it may differ, got: ${jsonencode(var.protects.nodes.instance_profile_arns)}; write the full ARN"
  }

  validation {
    condition     = anytrue([length(var.protects.documents) > 0, length(var.protects.settings) > 0, length(var.protects.trails) > 0, length(var.protects.buckets) > 0, length(var.protects.keys) > 0, length(var.protects.key_aliases) > 0, length(var.protects.log_groups) > 0, length(var.protects.topics) > 0, length(var.protects.alarms) > 0, length(var.protects.buses) > 0, length(var.protects.roles) > 0, length(var.protects.nodes.role_arns) > 0, length(var.protects.nodes.instance_profile_arns) > 0, length(var.protects.events) > 0, length(var.protects.ledgers) > 0, length(var.protects.tables) > 0, length(var.protects.policies) > 0])
    error_message = "`protects` must be given something to protect, got: ${jsonencode(var.protects)}; name documents, trails, buckets, keys and so on"
  }

  validation {
    condition = length([for arn in compact(flatten([
      [for link in var.protects.events : values(link)],
      [for link in var.protects.ledgers : values(link)],
      [for link in var.protects.tables : [link.workgroup_arn, link.schedule_arn, link.table_arns]],
      [for link in var.protects.policies : values(link)],
    ])) : arn if !(can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", arn)))]) == 0
    error_message = "`protects` must be made of full ARNs, with * where they may differ, got: ${jsonencode([for arn in compact(flatten([
      [for link in var.protects.events : values(link)],
      [for link in var.protects.ledgers : values(link)],
      [for link in var.protects.tables : [link.workgroup_arn, link.schedule_arn, link.table_arns]],
      [for link in var.protects.policies : values(link)],
    ])) : arn if !(can(regex("^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", arn)))])}; write the full ARN"
  }

  validation {
    condition     = alltrue([for link in var.protects.tables : length(link.table_arns) > 0])
    error_message = "`protects.tables` must be given their table_arns, got: ${jsonencode(var.protects.tables)}; name the tables and their database"
  }
}

variable "administrators" {
  description = "ARNs of the exempt roles, including those that run Terraform. `*` is allowed in the name, and as the account: it then exempts a role of that name in every account, in one that joins with such a role too. Default: nobody is exempt; a policy of the organization requires one."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.administrators : can(regex("^arn:aws(-[a-z]+)*:iam::(\\d{12}|\\*):role/[\\w+=,.@*/-]*\\w[\\w+=,.@*/-]*$", item))])
    error_message = "`administrators` must be a list, each of it the ARN of a role, with a name that is more than *, got: ${jsonencode(var.administrators)}; write it like arn:<partition>:iam::<account>:role/acme-audit-administrator"
  }
}

variable "closes" {
  description = "Ways around the audit to close too: `other_documents`, `shared_documents`, `new_documents`, `run_as_tags`, `run_command`, `gui_connect`, `instance_connect`, `ecs_exec`, `managed_node_roles`, `instance_profiles`, `default_host_management`, `identity_providers`, `access_points`, `endpoints`. Each removes something that somebody may be using: modules/session-access/README.md says what. Default: none."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.closes : contains(["other_documents", "shared_documents", "new_documents", "run_as_tags", "run_command", "gui_connect", "instance_connect", "ecs_exec", "managed_node_roles", "instance_profiles", "default_host_management", "identity_providers", "access_points", "endpoints"], item)])
    error_message = "`closes` must be a list, each of it one of other_documents, shared_documents, new_documents, run_as_tags, run_command, gui_connect, instance_connect, ecs_exec, managed_node_roles, instance_profiles, default_host_management, identity_providers, access_points, endpoints, got: ${jsonencode(var.closes)}; choose one of them"
  }
}

variable "remote_desktop" {
  description = "Whether to exempt Remote Desktop in Fleet Manager, which just-in-time node access also uses, from what `closes` denies: the port forwarding sessions and commands that GUI Connect starts for its caller. They leave no transcript, so turn on connection recordings."
  type        = bool
  default     = false
  nullable    = false
}

variable "attach_to" {
  description = "Names of existing roles for an identity policy, which must not be node roles; ids of roots, organizational units or accounts for a policy of the organization. A permissions boundary is an argument of the role itself: set it there to `policy_arns[0]`. Default: none."
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
