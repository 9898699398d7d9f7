import { Cipher, dataKeyLength } from "./cipher";

/** Makes a data key under a key of KMS: `GenerateDataKey` with the credentials of the caller. */
export type MakeDataKey = (
  keyId: string,
  length: number,
  context: Record<string, string>,
) => Promise<{ plain: Buffer; encrypted: Buffer }>;

interface Request {
  readonly RequestedClientActions: readonly {
    readonly ActionType: string;
    readonly ActionParameters: {
      readonly SessionType?: string;
      readonly KMSKeyId?: string;
      readonly Challenge?: string;
    };
  }[];
}

/** Agents close sessions of clients that report an old version: https://github.com/aws/session-manager-plugin/issues/93 */
export const clientVersion = "1.3.0.0";

const shells = ["Standard_Stream", "InteractiveCommands", "NonInteractiveCommands"];

/**
 * Answers what the agent asks for before a session begins: its type, and the key to encrypt with.
 * @see https://github.com/aws/session-manager-plugin/blob/mainline/src/message/handshakemessage.go
 */
export async function answerHandshake(
  request: Request,
  session: { readonly id: string; readonly target: string },
  makeDataKey: MakeDataKey,
): Promise<{ response: object; cipher: Cipher | undefined }> {
  let cipher: Cipher | undefined;
  const processed: { ActionType: string; ActionStatus: number; ActionResult?: object; Error: string }[] = [];
  for (const { ActionType, ActionParameters } of request.RequestedClientActions) {
    const answer = (ActionStatus: number, failure = "", ActionResult?: object) =>
      processed.push({ ActionType, ActionStatus, ...(ActionResult && { ActionResult }), Error: failure });
    if (ActionType === "SessionType") {
      const { SessionType = "" } = ActionParameters;
      if (shells.includes(SessionType)) answer(status.success);
      else answer(status.failed, `a session of type ${SessionType} has no shell to type into`);
    } else if (ActionType === "KMSEncryption") {
      const { KMSKeyId = "", Challenge } = ActionParameters;
      try {
        const key = await makeDataKey(KMSKeyId, dataKeyLength, {
          "aws:ssm:SessionId": session.id,
          "aws:ssm:TargetId": session.target,
          ...(Challenge && { "aws:ssm:RandomChallenge": Challenge }),
        });
        cipher = new Cipher(key.plain, "client");
        const KMSCipherTextKey = key.encrypted.toString("base64");
        answer(status.success, "", { KMSCipherTextKey, ...(Challenge && { ChallengeAcknowledgement: true }) });
      } catch (error) {
        answer(status.failed, `Failed to process action KMSEncryption: ${(error as Error).message}`);
      }
    } else answer(status.unsupported, `Unsupported action ${ActionType}`);
  }
  const Errors = processed.flatMap((action) => action.Error || []);
  return { response: { ClientVersion: clientVersion, ProcessedClientActions: processed, Errors }, cipher };
}

const status = { success: 1, failed: 2, unsupported: 3 } as const;
