import { GetDocumentCommand, paginateListDocumentVersions, type SSMClient } from "@aws-sdk/client-ssm";
import { type Expectation, expectationOf, knownByName } from "../../../../modules/evidence";
import { read } from "../../fleet/fleet";
import { everyPage } from "../../fleet/pages";
import { describeObstacle, type Place, type Reading, type Unreadable } from "../../fleet/place";

interface Version {
  readonly version: string;
  readonly createdAt: number;
}

/** The session documents of a Region, as they were when a session started; each is read once. */
export class Documents {
  /** What could not be read, each once. */
  readonly unreadable: Unreadable[] = [];
  private readonly versions = new Map<string, Promise<Reading<readonly Version[]>>>();
  private readonly contents = new Map<string, Promise<Reading<string | "absent">>>();

  constructor(
    private readonly client: SSMClient,
    private readonly place: Place,
  ) {}

  /** What a session that started then on this document should have left. */
  async expectation(document: string, startedAt: string): Promise<Expectation> {
    const known = knownByName(document);
    if (known) return known;
    const version = await this.versionAt(document, startedAt);
    if (version.known && version.value === "younger") {
      return { kind: "unknown", why: `${document} was created after the session started` };
    }
    const content = version.known
      ? await this.content(document, version.value === "absent" ? undefined : version.value)
      : version;
    if (!content.known)
      return { kind: "unknown", why: `its document could not be read: ${describeObstacle(content.unreadable)}` };
    return expectationOf(document, content.value);
  }

  /**
   * The version that was the newest then. AWS does not say whether StartSession takes the newest or the default one; a document that
   * is kept by Terraform has both the same.
   */
  private async versionAt(
    document: string,
    startedAt: string,
  ): Promise<Reading<string | "absent" | "younger" | undefined>> {
    // Documents of AWS and of other accounts do not show their history.
    if (/^(AWS|Amazon)|^arn:/.test(document)) return { known: true, value: undefined };
    const versions = await once(this.versions, document, () => this.note(() => this.listVersions(document)));
    if (!versions.known) return versions;
    if (versions.value.length === 0) return { known: true, value: "absent" };
    const started = Date.parse(startedAt);
    const then = versions.value.filter(({ createdAt }) => createdAt <= started);
    return { known: true, value: then.at(-1)?.version ?? "younger" };
  }

  private async listVersions(document: string): Promise<Version[]> {
    const versions: Version[] = [];
    try {
      const input = { Name: document };
      const pages = everyPage("ssm:ListDocumentVersions", paginateListDocumentVersions, { client: this.client }, input);
      for await (const { DocumentVersions } of pages) {
        for (const { DocumentVersion, CreatedDate } of DocumentVersions ?? []) {
          versions.push({ version: DocumentVersion!, createdAt: CreatedDate?.getTime() ?? 0 });
        }
      }
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
    return versions.sort((a, b) => a.createdAt - b.createdAt);
  }

  private content(document: string, version: string | undefined): Promise<Reading<string | "absent">> {
    return once(this.contents, `${document} ${version}`, () =>
      this.note(async () => {
        try {
          const input = {
            Name: document,
            DocumentFormat: "JSON" as const,
            ...(version && { DocumentVersion: version }),
          };
          return (await this.client.send(new GetDocumentCommand(input))).Content ?? "{}";
        } catch (error) {
          if (isAbsent(error)) return "absent";
          throw error;
        }
      }),
    );
  }

  private async note<T>(work: () => Promise<T>): Promise<Reading<T>> {
    const reading = await read(this.place, work);
    if (!reading.known) this.unreadable.push(reading.unreadable);
    return reading;
  }
}

const isAbsent = (error: unknown): boolean => error instanceof Error && error.name === "InvalidDocument";

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = made.get(key);
  if (before) return before;
  const promise = make();
  made.set(key, promise);
  return promise;
}
