/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-retention-modes */
export const objectLockModes = ["GOVERNANCE", "COMPLIANCE"] as const;

export type ObjectLockMode = (typeof objectLockModes)[number];
