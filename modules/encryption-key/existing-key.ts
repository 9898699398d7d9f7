import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type ArnRule, askOwner, type PolicyStatement, parseArn } from "../core";
import { GrantingKey } from "./granting-key";

const keyRule: ArnRule = {
  service: "kms",
  resource: /^key\/[\w-]+$/,
  example: "arn:<partition>:kms:<region>:<account>:key/<id>",
};

const aliasRule: ArnRule = {
  service: "kms",
  resource: /^alias\/[\w/-]+$/,
  example: "arn:<partition>:kms:<region>:<account>:alias/<name>",
};

/** A key by its ARN; what it must allow is printed for its owner. */
export class ExistingKey extends GrantingKey {
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    readonly keyArn: string,
  ) {
    super(scope, id, {});
    this.region = parseArn(this, "keyArn", keyArn, keyRule, this.aws)?.region ?? this.aws.region;
  }

  protected allow(...statements: PolicyStatement[]): void {
    askOwner(this, `key ${this.keyArn}`, statements);
  }
}

/** A key by its alias. The owner's stack gives the grants: asking again changes nothing. */
export class KeyByAlias extends GrantingKey {
  readonly keyArn: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, aliasArn: string) {
    const parts = parseArn(scope, "aliasArn", aliasArn, aliasRule);
    super(scope, id, { region: parts?.region });
    this.region = this.aws.region;
    this.keyArn = this.place(new DataAwsKmsKey(this, "Resource", { keyId: aliasArn })).arn;
  }

  protected allow(): void {}
}
