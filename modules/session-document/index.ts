export type { SessionType } from "../facts";
export { DEFAULT_DOCUMENT_NAME } from "../facts";
export type { ExistingSessionDocumentProps } from "./existing-session-document";
export type {
  ExactPrefix,
  ISessionDocument,
  SessionDestination,
  SessionDocumentProps,
  SessionKind,
} from "./session-document";
export { SessionDocument } from "./session-document";
export type {
  DocumentParameter,
  ParameterBounds,
  SessionCommand,
  SessionCommands,
  ShellProfile,
} from "./session-document-content";
