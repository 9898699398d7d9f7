export type {
  AccessPreferences,
  AccountAccess,
  AccountAccessProps,
  GuardrailPreferences,
  NodePreferences,
  OperatorPreferences,
} from "./account-access";
export { createAccountAccess } from "./account-access";
