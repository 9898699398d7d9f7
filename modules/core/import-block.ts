import { TerraformElement, type TerraformResource } from "cdktf";

/**
 * Makes Terraform import what exists already. Terraform ignores the block once the resource is in the state, so the
 * block may stay. `importFrom` of CDKTF writes the same block but needs an installed Terraform at every synthesis.
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export class ImportBlock extends TerraformElement {
  constructor(
    private readonly resource: TerraformResource,
    private readonly idInAws: string,
  ) {
    super(resource, "Import");
  }

  override toTerraform(): object {
    return { import: [{ to: this.target, id: this.idInAws }] };
  }

  override toHclTerraform(): object {
    const to = { value: this.target, type: "simple", storageClassType: "reference" };
    const id = { value: this.idInAws, type: "simple", storageClassType: "string" };
    return { import: [{ to, id }] };
  }

  private get target(): string {
    return `${this.resource.terraformResourceType}.${this.resource.friendlyUniqueId}`;
  }
}
