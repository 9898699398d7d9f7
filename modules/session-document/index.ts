export type { SessionType } from "../facts";
export { DEFAULT_DOCUMENT_NAME } from "../facts";
export type { ISessionDocument, SessionDocumentProps } from "./session-document";
export { SessionDocument } from "./session-document";
export type { DocumentParameter, SessionCommands, ShellProfile } from "./session-document-content";
