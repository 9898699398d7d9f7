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

variable "management_account_id" {
  description = "The 12 digits of the management account, which owns the organization trail."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\d{12}$", var.management_account_id))
    error_message = "`management_account_id` must be the 12 digits of an account, got: ${jsonencode(var.management_account_id)}; write it like \"111122223333\", as a text without hyphens"
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
  description = "Names of node roles in any workload account, in addition to `<name>-nodes`, as in `log-archive`. Only these write records. Default: only `<name>-nodes`."
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

variable "trail_arn" {
  description = "ARN of the organization trail that exists, such as that of Control Tower. Default: that of `organization-trail`."
  type        = string
  default     = null

  validation {
    condition     = var.trail_arn == null ? true : can(regex("^arn:aws(-[a-z]+)*:cloudtrail:[a-z]{2,4}(-[a-z]+)+-\\d:\\d{12}:trail/.+$", var.trail_arn))
    error_message = "`trail_arn` must be an ARN of cloudtrail, like arn:<partition>:cloudtrail:<region>:<account>:trail/<name>, got: ${jsonencode(var.trail_arn)}; copy the full ARN from the AWS console or a Terraform output"
  }
}

variable "evidence" {
  description = "Whether the log archive has a ledger of sessions, which is then protected too."
  type        = bool
  default     = false
  nullable    = false
}

variable "administrators" {
  description = "ARNs of the exempt roles, including those that run Terraform. `*` is allowed in the name, and as the account: it then exempts a role of that name in every account, in one that joins with such a role too."
  type        = list(string)
  nullable    = false

  validation {
    condition     = alltrue([for item in var.administrators : can(regex("^arn:aws(-[a-z]+)*:iam::(\\d{12}|\\*):role/[\\w+=,.@*/-]*\\w[\\w+=,.@*/-]*$", item))])
    error_message = "`administrators` must be a list, each of it the ARN of a role, with a name that is more than *, got: ${jsonencode(var.administrators)}; write it like arn:<partition>:iam::<account>:role/acme-audit-administrator"
  }

  validation {
    condition     = length(var.administrators) > 0
    error_message = "`administrators` must be given for a policy of the organization, got: ${jsonencode(var.administrators)}; name the role that runs Terraform, or nobody can change the audit any more"
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

variable "attach_to" {
  description = "Ids of roots, organizational units or accounts whose principals the service control policy binds: those of workloads, of the log archive and of the security account. Default: attached to nobody yet."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.attach_to : can(regex("^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\\d{12})$", item))])
    error_message = "`attach_to` must be a list, each of it the id of a root, an organizational unit or an account, got: ${jsonencode(var.attach_to)}; write it like r-a1b2, ou-a1b2-c3d4e5f6 or 111122223333"
  }
}

variable "attach_resources_to" {
  description = "Ids of roots, organizational units or accounts whose resources the resource control policy protects: those of the log archive and of the security account. Default: attached to nobody yet."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.attach_resources_to : can(regex("^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\\d{12})$", item))])
    error_message = "`attach_resources_to` must be a list, each of it the id of a root, an organizational unit or an account, got: ${jsonencode(var.attach_resources_to)}; write it like r-a1b2, ou-a1b2-c3d4e5f6 or 111122223333"
  }
}
