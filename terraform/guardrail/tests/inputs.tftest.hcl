# Generated from the constructs by `npm run export`: change those instead.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition  = "aws"
      dns_suffix = "amazonaws.com"
    }
  }
}

run "plans_the_example" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
      buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
      key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
      log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
    }
    administrators = ["arn:aws:iam::111122223333:role/terraform"]
    attach_to      = ["developers"]
  }
}

run "refuses_1" {
  command = plan

  variables {
    name           = "acme/guardrail"
    protects       = {}
    administrators = ["arn:aws:iam::111122223333:role/*"]
    attach_to      = ["arn:aws:iam::111122223333:role/web"]
    kind           = "iam-policy"
    closes         = ["ssh"]
  }

  expect_failures = [var.name, var.kind, var.protects, var.administrators, var.closes, var.attach_to]
}

run "refuses_2" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents = ["SSM-SessionManagerRunShell"]
    }
    administrators = ["arn:aws:iam::111122223333:role/terraform"]
    attach_to      = ["developers"]
  }

  expect_failures = [var.protects]
}

run "refuses_3" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      key_aliases = ["alias/acme"]
    }
    administrators = ["arn:aws:iam::111122223333:role/terraform"]
    attach_to      = ["developers"]
  }

  expect_failures = [var.protects]
}

run "refuses_4" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      policies = [{
        policy_arn = "acme-nodes"
      }]
    }
    administrators = ["arn:aws:iam::111122223333:role/terraform"]
    attach_to      = ["developers"]
  }

  expect_failures = [var.protects]
}

run "refuses_5" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      tables = [{
        workgroup_arn = "arn:aws:athena:*:*:workgroup/acme"
        table_arns    = []
        schedule_arn  = "arn:aws:scheduler:*:*:schedule/default/acme"
      }]
    }
    administrators = ["arn:aws:iam::111122223333:role/terraform"]
    attach_to      = ["developers"]
  }

  expect_failures = [var.protects]
}

run "refuses_outputs_1" {
  command = plan

  variables {
    name           = "acme-shop-guardrail"
    kind           = "resource-control-policy"
    administrators = ["arn:aws:iam::*:role/terraform"]
    protects       = { documents = ["arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell"] }
    attach_to      = []
  }

  expect_failures = [output.policy_arns]
}

run "refuses_outputs_2" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
      buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
      key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
      log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
    }
    kind           = "service-control-policy"
    administrators = []
    attach_to      = []
  }

  expect_failures = [output.policy_arns]
}

run "refuses_outputs_3" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
      buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
      key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
      log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
    }
    attach_to      = ["developers"]
    administrators = ["arn:aws:iam::999999999999:role/terraform"]
  }

  expect_failures = [output.policy_arns]
}

run "refuses_outputs_4" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
      buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
      key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
      log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
    }
    administrators = ["arn:aws:iam::111122223333:role/terraform"]
    kind           = "permissions-boundary"
    attach_to      = ["developers"]
  }

  expect_failures = [output.policy_arns]
}

run "refuses_outputs_5" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
      buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
      key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
      log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
    }
    administrators = ["arn:aws:iam::111122223333:role/terraform"]
    kind           = "service-control-policy"
    attach_to      = ["developers"]
  }

  expect_failures = [output.policy_arns]
}

run "refuses_outputs_6" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
      buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
      key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
      log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
    }
    administrators = ["arn:aws:iam::111122223333:role/terraform"]
    attach_to      = ["developers"]
    remote_desktop = true
    closes         = ["gui_connect"]
  }

  expect_failures = [output.policy_arns]
}

run "refuses_outputs_7" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
      buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
      key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
      log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
    }
    attach_to      = ["developers"]
    administrators = [for number in range(150) : "arn:aws:iam::111122223333:role/administrator-with-a-very-long-name-${number}"]
  }

  expect_failures = [output.policy_arns]
}

run "refuses_outputs_8" {
  command = plan

  variables {
    name = "acme-shop-guardrail"
    protects = {
      documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
      buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
      key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
      log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
    }
    kind           = "resource-control-policy"
    administrators = [for number in range(150) : "arn:aws:iam::111122223333:role/administrator-with-a-very-long-name-${number}"]
    attach_to      = []
  }

  expect_failures = [output.policy_ids]
}
