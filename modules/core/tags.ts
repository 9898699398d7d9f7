import { type TerraformDataSource, TerraformResource } from "cdktf";

export interface TagProps {
  /**
   * Tags of every resource that supports tags, at most 50. Inner constructs inherit them and add their own. The
   * `default_tags` of the provider apply too.
   * @default - the tags of the enclosing construct
   */
  readonly tags?: Readonly<Record<string, string>>;
}

interface Taggable {
  tags?: { [key: string]: string };
  readonly tagsInput?: { [key: string]: string };
}

/** Tags a resource if it can have tags. Tags that the resource itself needs take precedence. */
export function tag(resource: TerraformResource | TerraformDataSource, tags: NonNullable<TagProps["tags"]>): void {
  if (Object.keys(tags).length === 0 || !isTaggable(resource)) return;
  resource.tags = { ...tags, ...resource.tagsInput };
}

/** Data sources filter by tags; they do not set them. */
function isTaggable(resource: TerraformResource | TerraformDataSource): resource is TerraformResource & Taggable {
  return TerraformResource.isTerraformResource(resource) && "tagsInput" in resource;
}
