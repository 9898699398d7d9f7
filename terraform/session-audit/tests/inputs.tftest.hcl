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

  mock_data "aws_region" {
    defaults = {
      id = "eu-west-1"
    }
  }
}

run "plans_the_example" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      idle_timeout_minutes = 15
      max_duration_minutes = 480
    }
  }
}

run "refuses_1" {
  command = plan

  variables {
    name = "Acme_Audit"
    alerts = {
      emails = ["Security <security@example.com>"]
    }
    session = {
      idle_timeout_minutes = 61
    }
    refusals = {
      emails = ["security"]
    }
    integrity_alerts = {
      urls = ["http://hooks.example.com/sessions"]
    }
    retention_days       = 366
    trail_retention_days = 0
    bucket_retention = {
      archive_after_days = 0
    }
    object_lock = {
      mode           = "governance"
      retention_days = 7
    }
    key_administrators = ["arn:aws:sts::111122223333:assumed-role/admin/alice"]
    nodes = {
      role_for = "ecs"
    }
    operators = {
      principals = "groups"
    }
    evidence = {
      every_hours = 25
    }
    guardrail = {
      administrators = ["arn:aws:iam::111122223333:role/*"]
    }
  }

  expect_failures = [var.name, var.alerts, var.refusals, var.integrity_alerts, var.session, var.retention_days, var.trail_retention_days, var.bucket_retention, var.object_lock, var.key_administrators, var.nodes, var.operators, var.evidence, var.guardrail]
}

run "refuses_2" {
  command = plan

  variables {
    name = "ab"
    alerts = {
      phone_numbers = ["0170 1234567"]
    }
    session = {
      max_duration_minutes = 1.5
    }
    bucket_retention = {
      archive_after_days = 90
      expire_after_days  = 90
    }
    object_lock = {
      mode           = "GOVERNANCE"
      retention_days = 0
    }
    nodes = {
      attach_to = ["arn:aws:iam::111122223333:role/web"]
    }
    operators = {
      source_network = {
        cidrs = ["0.0.0.0/0"]
      }
    }
    evidence = {
      auditors = ["arn:aws:iam::111122223333:role/auditors"]
    }
    guardrail = {
      attach_to = ["arn:aws:iam::111122223333:role/developers"]
    }
  }

  expect_failures = [var.name, var.alerts, var.session, var.bucket_retention, var.object_lock, var.nodes, var.operators, var.evidence, var.guardrail]
}

run "refuses_3" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      run_as = {
        default_user = "root"
      }
    }
    operators = {
      source_network = {
        cidrs = ["203.0.113.1/24"]
      }
    }
    evidence = {
      report = {
        queries    = ["by-person"]
        every_days = 1
      }
    }
  }

  expect_failures = [var.session, var.operators, var.evidence]
}

run "refuses_4" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      idle_timeout_minutes = 15
      max_duration_minutes = 480
    }
    operators = {
      source_network = {
        vpc_ids = ["vpce-0123456789abcdef0"]
      }
    }
    evidence = {
      report = {
        queries    = []
        every_days = 1
      }
    }
  }

  expect_failures = [var.operators, var.evidence]
}

run "refuses_5" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      idle_timeout_minutes = 15
      max_duration_minutes = 480
    }
    operators = {
      unlogged_documents = ["AWS-RunShellScript"]
    }
    evidence = {
      alarms = {
        starts_per_hour = 0
      }
    }
  }

  expect_failures = [var.operators, var.evidence]
}

run "refuses_6" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      idle_timeout_minutes = 15
      max_duration_minutes = 480
    }
    operators = {
      targets = {
        ids = ["web-1"]
      }
    }
  }

  expect_failures = [var.operators]
}

run "refuses_7" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      idle_timeout_minutes = 15
      max_duration_minutes = 480
    }
    operators = {
      targets = {
        tags = {
          team = ["*"]
        }
      }
    }
  }

  expect_failures = [var.operators]
}

run "refuses_8" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      idle_timeout_minutes = 15
      max_duration_minutes = 480
    }
    operators = {
      targets = {
        tags = {
          "aws:team" = ["shop"]
        }
      }
    }
  }

  expect_failures = [var.operators]
}

run "refuses_9" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      idle_timeout_minutes = 15
      max_duration_minutes = 480
    }
    operators = {
      targets = {
        tags = {
          team = ["shop"]
        }
        ids = ["i-0123456789abcdef0"]
      }
    }
  }

  expect_failures = [var.operators]
}

run "refuses_10" {
  command = plan

  variables {
    name = "acme-audit"
    alerts = {
      emails = ["security@example.com"]
    }
    session = {
      idle_timeout_minutes = 15
      max_duration_minutes = 480
    }
    operators = {
      mfa = {
        max_age_minutes = 0
      }
    }
  }

  expect_failures = [var.operators]
}
