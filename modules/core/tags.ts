import { type TerraformDataSource, TerraformResource } from "cdktf";

export interface TagProps {
  /**
   * Tags of every resource that AWS lets be tagged, at most 50. Constructs within have them too, and add their own. Those of
   * the provider, its `default_tags`, come on top.
   * @default - those of the construct around this one
   */
  readonly tags?: Readonly<Record<string, string>>;
}

interface Taggable {
  tags?: { [key: string]: string };
  readonly tagsInput?: { [key: string]: string };
}

/** Gives a resource tags, where it can have any. Those that the resource needs for itself go first. */
export function tag(resource: TerraformResource | TerraformDataSource, tags: NonNullable<TagProps["tags"]>): void {
  if (Object.keys(tags).length === 0 || !isTaggable(resource)) return;
  resource.tags = { ...tags, ...resource.tagsInput };
}

/** Data sources filter by tags; they give none. */
function isTaggable(resource: TerraformResource | TerraformDataSource): resource is TerraformResource & Taggable {
  return TerraformResource.isTerraformResource(resource) && "tagsInput" in resource;
}
