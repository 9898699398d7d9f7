import type { Action } from "./messages";

/** The parts of `terraform show -json` that the tests read; the whole is described in Terraform's "JSON Output Format". */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  readonly planned_values?: { readonly root_module: PlannedModule };
  readonly configuration: { readonly root_module: { readonly resources?: readonly ConfiguredResource[] } };
}

/** What is known of resources before the apply. */
export interface PlannedModule {
  readonly resources?: readonly { readonly address: string; readonly schema_version: number }[];
  readonly child_modules?: readonly PlannedModule[];
}

export interface ResourceChange {
  readonly address: string;
  /** Where the state has it, if a `moved` block moves it. */
  readonly previous_address?: string;
  /** None in the root module. */
  readonly module_address?: string;
  readonly type: string;
  readonly name?: string;
  readonly change: {
    readonly actions: readonly Action[];
    readonly after: Readonly<Record<string, unknown>> | null;
    /** `true` at every attribute that is known after apply only. */
    readonly after_unknown: Readonly<Record<string, unknown>>;
  };
}

export interface ConfiguredResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  /** Attributes as `{ constant_value }` or `{ references: ["aws_kms_key.logs.arn", "aws_kms_key.logs"] }`; blocks are lists of the same. */
  readonly expressions?: Readonly<Record<string, unknown>>;
}

export interface StateJson {
  readonly values?: { readonly root_module: StateModule };
}

interface StateModule {
  readonly resources?: readonly StateResource[];
  readonly child_modules?: readonly StateModule[];
}

export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}
