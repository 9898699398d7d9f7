import { type MergedElement, type MergedModule, placesOf } from "./module";
import { type Places, slug } from "./places";
import { literalText } from "./variable-blocks";
import { withFields } from "./variables";

/** A key of each kind of list that resources are made for each item of, by the name of the list. */
const samples: Readonly<Record<string, string>> = {
  emails: "security@example.com",
  phone_numbers: "+491701234567",
  urls: "https://hooks.example.com/sessions",
  attach_to: "engineers",
};

const EXAMPLE_REGION = "eu-west-1";

/** The blocks that move what a TypeScript stack has deployed into the module, from the ids of one to those of the other. */
export function movedFile(module: MergedModule): string {
  const { definition, variables, elements } = module;
  const places = placesOf(definition, variables.flatMap(withFields));
  const call = definition.name.replaceAll("-", "_");
  const blocks = elements
    .filter(({ block }) => block === "resource")
    .map((element) => {
      const { type, name } = element;
      const { from, index } = ends(element, places, String(definition.example.name));
      return `moved {\nfrom = ${type}.${from}\nto = module.${call}.${type}.${name}${index}\n}`;
    });
  const hasRegions = blocks.some((block) => block.includes(`_${slug(EXAMPLE_REGION)}_`));
  return [comment(slug(definition.id), definition, hasRegions), ...blocks].join("\n\n");
}

function comment(prefix: string, { id, example }: MergedModule["definition"], hasRegions: boolean): string {
  return [
    `# Moves what \`new ${id}(this, "${id}", ...)\` has deployed into the module. Replace:`,
    `# - ${slug(String(example.name))}: your \`name\`, in lower case, with underscores`,
    ...(hasRegions ? [`# - ${slug(EXAMPLE_REGION)}: your Region`] : []),
    `# - ${prefix}, after a type: the id of your construct, where it is another one`,
    "# - each block with a key: one for each address, number, URL or role that you have",
    "# Blocks for what you do not have are ignored by Terraform.",
  ].join("\n");
}

/** The id in the stack, and what tells the instance in the module. */
function ends({ logicalId, forEach, when }: MergedElement, places: Places, name: string) {
  const given: Readonly<Record<string, string>> = { "var.name": name, "local.region": EXAMPLE_REGION };
  const named = Object.entries(places.literals).reduce((id, [literal, code]) => {
    const value = given[code];
    return value === undefined ? id : id.replace(slug(literal), slug(value));
  }, logicalId);
  if (!forEach) return { from: named, index: when ? "[0]" : "" };
  const { literal, sample } = places.placeholders.find(
    (place) => place.list === forEach && logicalId.endsWith(`_${slug(place.literal)}`),
  )!;
  const key = sample ?? samples[forEach.split(".").at(-1)!] ?? literal;
  const from = `${named.slice(0, -slug(literal).length)}${slug(key)}`;
  return { from, index: `[${literalText(key)}]` };
}
