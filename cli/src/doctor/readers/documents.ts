import {
  DescribeDocumentCommand,
  DescribeDocumentPermissionCommand,
  GetDocumentCommand,
  GetServiceSettingCommand,
  paginateListDocuments,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { DEFAULT_DOCUMENT_NAME } from "../../../../modules/facts";
import { everyPage } from "../../fleet/pages";
import { known, type Reading } from "../../fleet/place";
import { mapReading } from "../readings";
import type { Fields, SessionDocument } from "../state";
import type { Site } from "./site";

const noDocument = ["InvalidDocument", "InvalidDocumentVersion"];

/** A document as sessions get it: its default version. */
export async function readDocument(site: Site, name: string): Promise<Reading<SessionDocument | undefined>> {
  const ssm = site.client(SSMClient);
  const [content, versions, isPublic] = await Promise.all([
    site.ask(() => ssm.send(new GetDocumentCommand({ Name: name })), noDocument),
    site.ask(() => ssm.send(new DescribeDocumentCommand({ Name: name })), noDocument),
    site.ask(
      () => ssm.send(new DescribeDocumentPermissionCommand({ Name: name, PermissionType: "Share" })),
      noDocument,
    ),
  ]);
  if (!content.known) return content;
  if (!versions.known) return versions;
  if (!content.value || !versions.value?.Document) return known(undefined);
  const { DefaultVersion = "", LatestVersion = "" } = versions.value.Document;
  return known({
    name,
    defaultVersion: DefaultVersion,
    latestVersion: LatestVersion,
    content: contentOf(content.value.Content ?? ""),
    isPublic: mapReading(isPublic, (shared) => shared?.AccountIds?.includes("all") ?? false),
  });
}

/** Session documents that the account made, besides the preferences. */
export async function readOtherDocuments(site: Site): Promise<Reading<readonly SessionDocument[]>> {
  const client = site.client(SSMClient);
  const listed = await site.ask(async () => {
    const names: string[] = [];
    const pages = everyPage(
      "ssm:ListDocuments",
      paginateListDocuments,
      { client },
      {
        Filters: [
          { Key: "Owner", Values: ["Self"] },
          { Key: "DocumentType", Values: ["Session"] },
        ],
        MaxResults: 50,
      },
    );
    for await (const { DocumentIdentifiers } of pages)
      names.push(...(DocumentIdentifiers ?? []).map(({ Name }) => Name!));
    return names.filter((name) => name !== DEFAULT_DOCUMENT_NAME);
  });
  if (!listed.known) return listed;
  const documents = await Promise.all((listed.value ?? []).map((name) => readDocument(site, name)));
  const unread = documents.find((document) => !document.known);
  if (unread && !unread.known) return unread;
  return known(documents.flatMap((document) => (document.known && document.value ? document.value : [])));
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html */
export async function readPublicSharing(site: Site): Promise<Reading<boolean>> {
  const setting = await readSetting(site, "/ssm/documents/console/public-sharing-permission");
  return mapReading(setting, (value) => value !== "Disable");
}

export async function readSetting(site: Site, id: string): Promise<Reading<string | undefined>> {
  const setting = await site.ask(
    () => site.client(SSMClient).send(new GetServiceSettingCommand({ SettingId: id })),
    ["ServiceSettingNotFound"],
  );
  return mapReading(setting, (found) => found?.ServiceSetting?.SettingValue || undefined);
}

/** The content of a document, whoever wrote it. Undefined where it is no JSON object. */
export function contentOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
