import { regionalRules, Schema } from "../core/internal";
import type { AccountSettingsProps } from "./account-settings";

export const accountSettingsSchema = Schema.for<AccountSettingsProps>(regionalRules);
