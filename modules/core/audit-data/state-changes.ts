import { App, TerraformElement, TerraformResource, TerraformStack } from "cdktf";
import { auditDataKinds, isAuditDataType } from "../../facts";
import { claimName } from "../unique-names";
import { formerLogicalId } from "./former-address";
import { addressOf } from "./holdings";
import { typeOf } from "./lock-text";

/** Moves a resource in the state if its construct has moved in the code. */
export function moveWithConstruct(resource: TerraformResource): void {
  const formerId = formerLogicalId(resource);
  if (formerId !== undefined) StateChanges.of(TerraformStack.of(resource)).move(resource, formerId);
}

/** What one `moved` block says: `from` and `to` are addresses. */
interface Move {
  readonly from: string;
  readonly to: TerraformResource;
}

const changes = new WeakMap<TerraformStack, StateChanges>();

/**
 * Changes of the Terraform state that do not follow from resources in the code: moved addresses, and what Terraform
 * forgets.
 * @see https://developer.hashicorp.com/terraform/language/block/moved
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export class StateChanges extends TerraformElement {
  private readonly moves: Move[] = [];
  private readonly forgotten = new Set<string>();

  static of(stack: TerraformStack): StateChanges {
    const known = changes.get(stack);
    if (known) return known;
    const made = new StateChanges(stack, "StateChanges");
    changes.set(stack, made);
    return made;
  }

  /** What has been forgotten so far. Does not create the element. */
  static forgottenIn(stack: TerraformStack): ReadonlySet<string> {
    return changes.get(stack)?.forgotten ?? new Set();
  }

  private constructor(stack: TerraformStack, id: string) {
    super(stack, id);
    this.node.addValidation({ validate: () => this.stillMade() });
  }

  move(to: TerraformResource, formerId: string): void {
    const from = `${to.terraformResourceType}.${formerId}`;
    claimName(to, "moved-from", { name: from, compared: from }, "moveFrom");
    this.moves.push({ from, to });
  }

  forget(address: string): void {
    this.forgotten.add(address);
  }

  override toTerraform(): object {
    const removed = this.removals().map((from) => ({ from, lifecycle: { destroy: false } }));
    return { ...some("moved", this.movements()), ...some("removed", removed) };
  }

  override toHclTerraform(): object {
    const reference = (value: string) => ({ value, isBlock: false, type: "simple", storageClassType: "reference" });
    return some(
      "moved",
      this.movements().map(({ from, to }) => ({ from: reference(from), to: reference(to) })),
    );
  }

  private movements(): { from: string; to: string }[] {
    return this.moves
      .map(({ from, to }) => ({ from, to: addressOf(to) }))
      .filter(({ from, to }) => from !== to)
      .sort((one, other) => (one.to < other.to ? -1 : 1));
  }

  /** Each address with the resources that configure it, so that its settings stay. */
  private removals(): string[] {
    return [...this.forgotten].sort().flatMap((address) => [address, ...settingsOf(address)]);
  }

  private stillMade(): string[] {
    const made = new Set(this.cdktfStack.node.findAll().filter(TerraformResource.isTerraformResource).map(addressOf));
    const root = this.cdktfStack.node.root;
    return [
      ...this.movements().flatMap(({ from, to }) =>
        made.has(from)
          ? [`\`moveFrom\` says that ${to} was ${from}, which the code still makes: give one of them another id`]
          : [],
      ),
      ...[...this.forgotten].flatMap((address) =>
        made.has(address)
          ? [`forgetAuditData names ${address}, which the code still makes: take it out of either`]
          : [],
      ),
      ...(this.forgotten.size > 0 && App.isApp(root) && root.hclOutput
        ? ["CDKTF writes no `removed` blocks as HCL, which forgetAuditData needs: synthesize to JSON"]
        : []),
    ];
  }
}

function settingsOf(address: string): string[] {
  const type = typeOf(address);
  if (!isAuditDataType(type)) return [];
  const id = address.slice(type.length + 1);
  return Object.entries(auditDataKinds[type].settings).map(([suffix, of]) => `${of}.${id}_${suffix}`);
}

function some<T>(key: string, values: readonly T[]): Record<string, readonly T[]> {
  return values.length > 0 ? { [key]: values } : {};
}
