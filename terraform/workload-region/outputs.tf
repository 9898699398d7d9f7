# Generated from the constructs by `npm run export`: change those instead.

output "session_key_arn" {
  description = "An item of further_session_key_arns of workload-account"
  value       = aws_kms_key.session_key.arn
  depends_on  = [aws_ssm_document.document]

  precondition {
    condition     = local.region != var.home_region
    error_message = "`home_region` must be another Region than that of the provider, got: ${jsonencode(var.home_region)}; use the module of the account there"
  }
}

output "document_name" {
  description = "Start sessions with it"
  value       = "SSM-SessionManagerRunShell"
}

output "session_log_group_name" {
  description = "Session output as it is printed"
  value       = "/${var.name}/sessions"
}
