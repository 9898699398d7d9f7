export type { AccountSettingsProps } from "./account-settings";
export { AccountSettings } from "./account-settings";
