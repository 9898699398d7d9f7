import { type Breakage, catalogue, doctorIds, type Means, means, themes } from "../../cli/src/doctor/catalogue";
import { code, prose, table } from "./markers";
import { TestTitles } from "./proofs";

const doctorTest = "cli/__tests__/slow/doctor/breakages.test.ts";

/** The catalogue, a table for each theme. Throws where a test that a row names does not exist. */
export function catalogueMarkdown(root: string, path: string): string {
  const titles = new TestTitles(root);
  const proof = (id: string, title: string) => {
    const found = titles.find(title);
    if (!found) throw new Error(`${path}: no test is called "${title}", which the catalogue names under ${id}`);
    return found.path;
  };
  const rows = Object.keys(catalogue).length;
  return [
    `${rows} breakages; the doctor finds ${doctorIds.length} of them.`,
    ...Object.entries<Readonly<Record<string, Breakage>>>(themes).flatMap(([theme, breakages]) => [
      `## ${theme}`,
      table(
        ["Breakage", "Symptom", "Cause", "Answer", "Known from"],
        Object.entries(breakages).map(([id, row]) => [
          code(id),
          prose(row.symptom),
          prose(row.cause),
          answers(row, (title) => proof(id, title), doctorTest),
          [row.page, ...(row.known ?? [])].map(sourceLink).join(", "),
        ]),
      ),
    ]),
  ].join("\n\n");
}

/** `refused at synthesis: __tests__/…`: each answer with the file of the test that proves it, which the package does not hold. */
function answers({ answers, doctor, limit }: Breakage, proof: (title: string) => string, doctorTest: string): string {
  const ways = (Object.entries(answers) as [Means, string][]).map(([way, title]) => {
    return `${prose(means[way])}: ${code(proof(title))}`;
  });
  const found = doctor ? [`found by the doctor, which reads ${prose(doctor)}: ${code(doctorTest)}`] : [];
  return [...ways, ...found, ...(limit ? [`*${prose(limit)}*`] : [])].join("<br>");
}

/** `agent 653` for an issue, `AWS` for a page of AWS, the host for all else. */
function sourceLink(url: string): string {
  const issue = /^https:\/\/github\.com\/([^/]+)\/([^/]+)\/(issues|pull)\/(\d+)$/.exec(url);
  if (issue) return `[${issue[2]} #${issue[4]}](${url})`;
  if (url.startsWith("https://docs.aws.amazon.com/")) return `[AWS](${url})`;
  if (url.startsWith("https://github.com/")) return `[${url.split("/")[4]}](${url})`;
  return `[${new URL(url).host}](${url})`;
}
