export type { ISessionDocument, SessionDocumentProps } from "./session-document";
export { DEFAULT_DOCUMENT_NAME, SessionDocument } from "./session-document";
export type { DocumentParameter, SessionCommands, SessionType, ShellProfile } from "./session-document-content";
