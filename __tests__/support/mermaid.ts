/** A box of a diagram: what it says, which Terraform resources it stands for, and in which subgraphs it is, outermost first. */
export interface DiagramNode {
  readonly id: string;
  readonly resources: Readonly<Record<string, number>>;
  readonly within: readonly string[];
}

export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  /** Ids on either end of an arrow. */
  readonly linked: readonly string[];
}

/** The flowcharts of a Markdown page. */
export function diagramsOf(markdown: string): Diagram[] {
  return [...markdown.matchAll(/```mermaid\nflowchart \w+\n([\s\S]*?)```/g)].map(([, body]) => parse(body!));
}

function parse(body: string): Diagram {
  const nodes: DiagramNode[] = [];
  const linked: string[] = [];
  const within: string[] = [];
  for (const line of body.split("\n").map((text) => text.trim())) {
    const subgraph = /^subgraph \w+ \["([^"]+)"\]$/.exec(line);
    if (subgraph) within.push(subgraph[1]!);
    else if (line === "end") within.pop();
    else {
      nodes.push(...nodesIn(line, within));
      linked.push(...linksIn(line));
    }
  }
  if (within.length > 0) throw new Error(`${within.join(" / ")} has no end`);
  return { nodes, linked };
}

const box = /(\w+)(?:\[\(|\(\[|\{\{|\[)"([^"]+)"(?:\)\]|\]\)|\}\}|\])/g;

function nodesIn(line: string, within: readonly string[]): DiagramNode[] {
  return [...line.matchAll(box)].map(([, id, label]) => ({
    id: id!,
    within: [...within],
    resources: Object.fromEntries(
      label!.split("<br>").flatMap((text) => {
        const found = /^(aws_\w+)(?: × (\d+))?$/.exec(text);
        return found ? [[found[1]!, Number(found[2] ?? 1)]] : [];
      }),
    ),
  }));
}

function linksIn(line: string): string[] {
  const bare = line.replace(box, "$1").replace(/"[^"]*"/g, "");
  const ends = /^(\w+) (?:-+|-\.+)[\s.>-]*? ?(\w+)$/.exec(bare.replace(/\s+/g, " "));
  return ends ? [ends[1]!, ends[2]!] : [];
}
