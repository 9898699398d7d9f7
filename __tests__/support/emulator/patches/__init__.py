"""What moto 5.2.1 lacks or does differently from AWS. Each module mends one thing, and says what and why."""

from . import (
    accounts,
    athena_tags,
    cloudtrail_logging,
    event_delivery,
    event_lists,
    event_targets,
    kms_other_accounts,
    kms_rotation_period,
    lambda_settings,
    logs_query_definitions,
    sns_other_accounts,
    ssm_service_settings,
    test_event_pattern,
)

PATCHES = [
    accounts,
    athena_tags,
    cloudtrail_logging,
    event_delivery,
    event_lists,
    event_targets,
    kms_other_accounts,
    kms_rotation_period,
    lambda_settings,
    logs_query_definitions,
    sns_other_accounts,
    ssm_service_settings,
    test_event_pattern,
]
