"""All services: an access key of twelve digits belongs to the account with that id.

Why: moto puts every caller that it does not know into one account, and its setting MOTO_ACCOUNT_ID would hold assumed
roles there too. A caller can so be in any account; assuming a role leads into the account of the role, as ever.
"""

import re

from moto.core.responses import BaseResponse

from .patching import replace

CREDENTIAL = re.compile(r"Credential=(\d{12})/")


def apply() -> None:
    def get_current_account(response: BaseResponse) -> str:
        caller = CREDENTIAL.search(response.headers.get("Authorization", ""))
        return caller[1] if caller else by_moto(response)

    by_moto = replace(BaseResponse, "get_current_account", get_current_account)
