# Generated from the constructs by `npm run export`: change those instead.

variable "name" {
  description = "Name of the policy, and of the role and instance profile created here: 1 to 64 letters, digits and `+=,.@_-`."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.name) >= 1 && length(var.name) <= 64
    error_message = "`name` must be 1 to 64 characters long, got: ${jsonencode(var.name)}; choose a text of that length"
  }

  validation {
    condition     = can(regex("^[\\w+=,.@-]+$", var.name))
    error_message = "`name` must be letters, digits and +=,.@_-, got: ${jsonencode(var.name)}; give the name alone, like acme-nodes: no path and no ARN"
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

variable "transcript_bucket_region" {
  description = "Region of the bucket. Default: the Region of the provider."
  type        = string
  default     = null

  validation {
    condition     = var.transcript_bucket_region == null ? true : contains(["cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1", "eusc-de-east-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-east-1", "us-isof-south-1", "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"], var.transcript_bucket_region)
    error_message = "`transcript_bucket_region` must be one of cn-north-1, cn-northwest-1, us-gov-east-1, us-gov-west-1, eusc-de-east-1, us-iso-east-1, us-iso-west-1, us-isob-east-1, us-isob-west-1, eu-isoe-west-1, us-isof-east-1, us-isof-south-1, af-south-1, ap-east-1, ap-east-2, ap-northeast-1, ap-northeast-2, ap-northeast-3, ap-south-1, ap-south-2, ap-southeast-1, ap-southeast-2, ap-southeast-3, ap-southeast-4, ap-southeast-5, ap-southeast-6, ap-southeast-7, ca-central-1, ca-west-1, eu-central-1, eu-central-2, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-2, eu-west-3, il-central-1, me-central-1, me-south-1, mx-central-1, sa-east-1, us-east-1, us-east-2, us-west-1, us-west-2, got: ${jsonencode(var.transcript_bucket_region)}; write it as AWS does, for example eu-west-1"
  }
}

variable "attach_to" {
  description = "Names of existing roles that get the policy: of instance profiles, of hybrid activations, or `AWSSystemsManagerDefaultEC2InstanceManagementRole` if the default host management configuration is on. Default: none."
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

variable "role_for" {
  description = "Creates a role with the policy: `\"ec2\"` with an instance profile, `\"hybrid\"` for activations. Default: no role is created."
  type        = string
  default     = null

  validation {
    condition     = var.role_for == null ? true : contains(["ec2", "hybrid"], var.role_for)
    error_message = "`role_for` must be one of ec2, hybrid, got: ${jsonencode(var.role_for)}; choose one of them"
  }
}
