import {
  anyRoleArn,
  awsDocumentArn,
  type Chain,
  changes,
  deletions,
  documentArn,
  foreignDocument,
  generalized,
  nodeArn,
  sessionArns,
  unloggedDocuments,
} from "../policies/calls";
import { chainOf } from "../policies/chain";
import { whenKnown } from "../readings";
import { decisionKey, type Person, type RegionState } from "../state";
import { asSimulated, error, type Found, note, statement, warning } from "./finding";

/** Whoever has opened sessions: what they lack for it, and what they could do besides. */
export function* peopleRules(state: RegionState): Iterable<Found> {
  const chain = chainOf(state);
  for (const person of whenKnown(state.people) ?? []) yield* personRules(chain, person);
}

function* personRules(chain: Chain, { arn, decisions }: Person): Iterable<Found> {
  const known = whenKnown(decisions);
  if (!known) return;
  const of = (action: string, resource: string) => known.get(decisionKey(action, resource));
  const may = (action: string, resource: string) => of(action, resource)?.isAllowed === true;
  const mayNot = (action: string, resource: string) => of(action, resource)?.isAllowed === false;
  const start = (resource: string) => may("ssm:StartSession", resource);

  if (chain.sessionKey && mayNot("kms:GenerateDataKey", chain.sessionKey)) {
    const allow = statement({ Action: "kms:GenerateDataKey", Resource: chain.sessionKey });
    const found = error("operator-cannot-encrypt", arn, "every session they start is refused", allow);
    yield asSimulated(found, of("kms:GenerateDataKey", chain.sessionKey)!.missing);
  }
  const channels = sessionArns(chain);
  if (channels.every((channel) => mayNot("ssmmessages:OpenDataChannel", channel))) {
    const allow = statement({ Action: "ssmmessages:OpenDataChannel", Resource: generalized(channels[0]!) });
    const effect = "newer plugins sign their channel requests, and are refused";
    const found = warning("operator-cannot-open-channel", arn, effect, allow);
    yield asSimulated(found, of("ssmmessages:OpenDataChannel", channels[0]!)!.missing);
  }
  const deny = (resource: string) => statement({ Effect: "Deny", Action: "ssm:StartSession", Resource: resource });
  if (unloggedDocuments.port.some((name) => start(awsDocumentArn(chain, name)))) {
    yield warning(
      "port-sessions-unlogged",
      arn,
      "they can work on nodes through SSH or forwarded ports, which nothing records",
      deny(awsDocumentArn(chain, "AWS-Start*Session*")),
    );
  }
  if (unloggedDocuments.command.some((name) => start(awsDocumentArn(chain, name)))) {
    yield note(
      "command-documents-of-aws",
      arn,
      "they can run single commands that may go unrecorded",
      deny(awsDocumentArn(chain, "AWS-Start*Command")),
    );
  }
  const anyDocument = start(documentArn(chain, foreignDocument));
  const namesNodesOnly = start(nodeArn(chain)) && mayNot("ssm:StartSession", documentArn(chain, chain.document));
  if (anyDocument && may("ssm:CreateDocument", documentArn(chain, foreignDocument))) {
    yield warning(
      "anybody-makes-documents",
      arn,
      "they can create a document that logs nothing, and start sessions with it",
      statement({
        Effect: "Deny",
        Action: ["ssm:CreateDocument", "ssm:UpdateDocument"],
        Resource: documentArn(chain, "*"),
        Condition: { StringEquals: { "ssm:DocumentType": "Session" } },
      }),
    );
  } else if (anyDocument || namesNodesOnly) {
    yield warning(
      "document-check-missing",
      arn,
      "they can start sessions with any document of the account",
      statement({
        Effect: "Deny",
        Action: "ssm:StartSession",
        // What a session is on is checked as well as its document: all of that stays.
        NotResource: [
          documentArn(chain, chain.document),
          `arn:${chain.partition}:ec2:*:*:instance/*`,
          `arn:${chain.partition}:ssm:*:*:managed-instance/*`,
          `arn:${chain.partition}:ecs:*:*:task/*`,
        ],
      }),
    );
  }
  if (may("iam:TagRole", anyRoleArn(chain))) {
    yield note(
      "run-as-tag-overrides",
      arn,
      "they can choose the operating system user of sessions with the tag SSMSessionRunAs",
      statement({
        Effect: "Deny",
        Action: ["iam:TagRole", "iam:TagUser"],
        Resource: "*",
        Condition: { "ForAnyValue:StringEquals": { "aws:TagKeys": "SSMSessionRunAs" } },
      }),
    );
  }
  for (const [id, calls, effect] of [
    ["operator-may-change-audit", changes(chain), "they can switch off, expose or redirect what records them"],
    ["operator-may-delete-recordings", deletions(chain), "they can delete recordings of their own sessions"],
  ] as const) {
    const allowed = calls.filter(({ action, resource }) => may(action, resource));
    if (allowed.length === 0) continue;
    const actions = [...new Set(allowed.map(({ action }) => action))];
    yield warning(
      id,
      arn,
      effect,
      statement({
        Effect: "Deny",
        Action: actions,
        Resource: [...new Set(allowed.map(({ resource }) => generalized(resource)))],
      }),
    );
  }
}
