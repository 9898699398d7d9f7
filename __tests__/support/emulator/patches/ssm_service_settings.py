"""Systems Manager: GetServiceSetting, UpdateServiceSetting, ResetServiceSetting.

Why: missing in moto. The block on public sharing of documents is such a setting. A change takes effect at once here;
AWS shows `PendingUpdate` for a while.
"""

import time

from moto.core.responses import ActionResult, EmptyResult
from moto.ssm.exceptions import SSMException
from moto.ssm.responses import SimpleSystemManagerResponse

from .patching import per_region, provide

DEFAULTS = {
    "/ssm/automation/customer-script-log-destination": "",
    "/ssm/automation/customer-script-log-group-name": "",
    "/ssm/documents/console/public-sharing-permission": "Enable",
    "/ssm/managed-instance/activation-tier": "standard",
    "/ssm/managed-instance/default-ec2-instance-management-role": "$None",
    "/ssm/opsinsights/opscenter": "Disabled",
    "/ssm/parameter-store/default-parameter-tier": "Standard",
    "/ssm/parameter-store/high-throughput-enabled": "false",
}

changed = per_region()


def apply() -> None:
    for operation in (get_service_setting, update_service_setting, reset_service_setting):
        provide(SimpleSystemManagerResponse, operation.__name__, operation)


def get_service_setting(response: SimpleSystemManagerResponse) -> ActionResult:
    return ActionResult({"ServiceSetting": describe(response, setting_id(response))})


def update_service_setting(response: SimpleSystemManagerResponse) -> ActionResult:
    changed(response)[setting_id(response)] = (response._get_param("SettingValue"), time.time())
    return EmptyResult()


def reset_service_setting(response: SimpleSystemManagerResponse) -> ActionResult:
    changed(response).pop(setting_id(response), None)
    return get_service_setting(response)


def setting_id(response: SimpleSystemManagerResponse) -> str:
    """The API takes the path of a setting or its ARN: arn:aws:ssm:eu-west-1:111122223333:servicesetting/ssm/..."""
    name = "/" + response._get_param("SettingId").split(":servicesetting")[-1].lstrip("/")
    if name not in DEFAULTS:
        raise SSMException("ServiceSettingNotFound", f"The specified service setting was not found: {name}")
    return name


def describe(response: SimpleSystemManagerResponse, name: str) -> dict:
    customized = changed(response).get(name)
    value, modified = customized or (DEFAULTS[name], 0)
    account, region, partition = response.current_account, response.region, response.ssm_backend.partition
    return {
        "SettingId": name,
        "SettingValue": value,
        "LastModifiedDate": modified,
        "LastModifiedUser": f"arn:{partition}:iam::{account}:root" if customized else "System",
        "ARN": f"arn:{partition}:ssm:{region}:{account}:servicesetting{name}",
        "Status": "Customized" if customized else "Default",
    }
