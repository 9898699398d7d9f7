export type { SessionType } from "../facts";
export { DEFAULT_DOCUMENT_NAME } from "../facts";
export type { ISessionDocument, SessionDestination, SessionDocumentProps, SessionKind } from "./session-document";
export { SessionDocument } from "./session-document";
export type { DocumentParameter, SessionCommands, ShellProfile } from "./session-document-content";
