/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-preferences-cli.html */
export const preferencesName = "SSM-SessionManagerRunShell";
