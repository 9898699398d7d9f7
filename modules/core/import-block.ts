import { TerraformElement, type TerraformResource } from "cdktf";

/**
 * Has Terraform take over what exists already. Terraform does nothing for a resource that is in its state, so the block may
 * stay in the code. `importFrom` of CDKTF writes the same, and asks for an installed Terraform at every synthesis.
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
