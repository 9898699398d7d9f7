import { table } from "../docs/markers";
import { callOf } from "./examples";
import { dataSources } from "./lookups";
import type { MergedElement, MergedModule } from "./module";

const registry = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html */
const iamProvider =
  "`aws.iam` is a provider for the same account, in the Region where CloudTrail records calls of IAM: `us-east-1`, in GovCloud `us-gov-west-1`, in China `cn-north-1`. `examples/complete` has one.";

/** The page of a module. What stands between the markers is as terraform-docs writes it. */
export function readme(module: MergedModule, example: string): string {
  const { definition, variables, elements } = module;
  const { name, summary, omitted, differences = [] } = definition;
  const only = [
    ...Object.entries(omitted).flatMap(([prop, why]) => (why ? [`\`${prop}\`: ${why}`] : [])),
    ...differences,
  ];
  const inputs = [...variables]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, description, type, default: value }) => [
      `<a name="input_${path}"></a> [${path}](#input_${path})`,
      cell(description),
      code(type),
      value === undefined ? "n/a" : code(value),
      value === undefined ? "yes" : "no",
    ]);
  const outputs = elements
    .filter(({ block }) => block === "output")
    .map((output) => [
      `<a name="output_${output.name}"></a> [${output.name}](#output_${output.name})`,
      cell(descriptionOf(output)),
    ])
    .sort();
  return `${[
    `# ${name}`,
    `${summary} Generated from the construct by \`npm run export\`: both plan the same.`,
    "## Usage",
    `\`\`\`hcl\n${example}\`\`\``,
    ...(definition.iamRegion ? [iamProvider] : []),
    "`variables.tf` lists the fields of each input, their defaults and the values that they accept.",
    ...(only.length === 0 ? [] : ["## What only the construct has", only.map((one) => `- ${one}`).join("\n")]),
    "<!-- BEGIN_TF_DOCS -->",
    "## Requirements",
    table(
      ["Name", "Version"],
      [
        ['<a name="requirement_terraform"></a> [terraform](#requirement_terraform)', "&gt;= 1.5"],
        ['<a name="requirement_aws"></a> [aws](#requirement_aws)', "&gt;= 5.100"],
      ],
    ),
    "## Resources",
    table(
      ["Name", "Type"],
      [
        ...dataSources(module).map((address) => resourceRow("data", address)),
        ...elements
          .filter(({ block }) => block === "resource")
          .map(({ block, type, name }) => resourceRow(block, `${type}.${name}`)),
      ].sort(),
    ),
    "## Inputs",
    table(["Name", "Description", "Type", "Default", "Required"], inputs),
    "## Outputs",
    table(["Name", "Description"], outputs),
    "<!-- END_TF_DOCS -->",
  ].join("\n\n")}\n`;
}

function resourceRow(block: MergedElement["block"], address: string): string[] {
  const [folder, kind] = block === "data" ? ["data-sources", "data source"] : ["resources", "resource"];
  return [`[${address}](${registry}/${folder}/${address.replace(/^aws_|\..*$/g, "")})`, kind];
}

function descriptionOf({ body }: MergedElement): string {
  const description =
    body.kind === "object" ? body.entries.find(([key]) => key === "description")?.[1].value : undefined;
  return description?.kind === "text" ? description.text : "";
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function code(text: string): string {
  const lines = text.replaceAll("|", "\\|");
  return text.includes("\n") ? `<pre>${lines.replaceAll("\n", "<br/>")}</pre>` : `\`${lines}\``;
}

/** How a call of the module is written, from the repository. */
export function usage({ definition }: MergedModule): string {
  const source = `git::https://git.example.com/cdktf-session-audit.git//terraform/${definition.name}?ref=<commit>`;
  return `${callOf(definition, source)}\n`;
}
