import { EncryptionKey, type EncryptionKeyProps } from "../../modules/encryption-key";
import { LogGroup } from "../../modules/log-group";
import { type Statement, synth, synthIn } from "../support/synth";

const props: EncryptionKeyProps = { alias: "alias/acme-sessions", description: "Sessions of acme" };

function key(more: Partial<EncryptionKeyProps> = {}) {
  return synth((scope) => new EncryptionKey(scope, "Key", { ...props, ...more }));
}

test("rotates every year and waits 30 days before a deletion", () => {
  expect(key().only("aws_kms_key")).toMatchObject({
    description: "Sessions of acme",
    enable_key_rotation: true,
    rotation_period_in_days: 365,
    deletion_window_in_days: 30,
  });
});

test("rotates and waits as told, within the limits of KMS", () => {
  expect(key({ rotationDays: 90, deletionWindowDays: 7 }).only("aws_kms_key")).toMatchObject({
    enable_key_rotation: true,
    rotation_period_in_days: 90,
    deletion_window_in_days: 7,
  });
});

test("has an alias that points at it", () => {
  expect(key().only("aws_kms_alias")).toMatchObject({
    name: "alias/acme-sessions",
    target_key_id: "${aws_kms_key.key.key_id}",
  });
});

test("offers consumers its full ARN, which means the same key in every account", () => {
  const stack = synth((scope) => {
    const encryptionKey = new EncryptionKey(scope, "Key", props);
    new LogGroup(scope, "Group", { name: "/acme", encryptionKey });
  });
  expect(stack.only("aws_cloudwatch_log_group").kms_key_id).toBe("${aws_kms_key.key.arn}");
});

describe("removal", () => {
  test("is refused by Terraform unless the caller says otherwise", () => {
    expect(key().only("aws_kms_key").lifecycle).toEqual({ prevent_destroy: true });
    expect(key({ removal: "retain" }).only("aws_kms_key").lifecycle).toEqual({ prevent_destroy: true });
  });

  test("is possible where the caller asks for it", () => {
    expect(key({ removal: "destroy" }).only("aws_kms_key").lifecycle).toBeUndefined();
  });
});

describe("its own policy", () => {
  const administrators = ["arn:aws:iam::111122223333:role/KeyAdmin", "arn:aws:iam::111122223333:user/alice"];

  function statements(more: Partial<EncryptionKeyProps> = {}): Statement[] {
    return synthIn("eu-west-1", (scope) => new EncryptionKey(scope, "Key", { ...props, ...more })).statements(
      "aws_kms_key",
    );
  }

  const ofAccount = {
    Sid: "AllowAccountToDelegateByIam",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
  };

  test("lets the account manage the key, and nobody delete it, which it can take back", () => {
    const nobodyDeletes = {
      Sid: "DenyDeletionOfRetainedKey",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "kms:ScheduleKeyDeletion",
      Resource: "*",
    };
    expect(statements()).toEqual([ofAccount, nobodyDeletes]);
  });

  test("is that of the account alone where the key may be deleted", () => {
    expect(statements({ removal: "destroy" })).toEqual([ofAccount]);
  });

  test("has no kms:ViaService: operators and nodes call KMS with their own credentials, never through a service", () => {
    expect(JSON.stringify(statements({ administrators }))).not.toContain("kms:ViaService");
  });

  test("lets administrators administer, and neither use the key, delete it nor turn its rotation off", () => {
    const { Principal, Action } = statements({ administrators }).find(
      ({ Sid }) => Sid === "AllowAdministrationWithoutUse",
    )!;
    expect(Principal).toEqual({ AWS: administrators });
    expect(Action).toContain("kms:PutKeyPolicy");
    for (const use of ["Encrypt", "Decrypt", "GenerateDataKey", "ReEncrypt", "CreateGrant", "Sign"]) {
      expect(Action).not.toContainEqual(expect.stringContaining(`kms:${use}`));
    }
    for (const harm of ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DisableKeyRotation", "kms:*"]) {
      expect(Action).not.toContain(harm);
    }
  });
});
