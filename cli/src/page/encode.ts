import { describeUnreadable } from "../fleet/place";
import { seconds } from "../report/outputs/columns";
import type { JudgedSession, Report } from "../report/session";
import type { Columns, PageData, Words } from "./page-data";

/** A report as the page holds it, `PageData` as JSON, in pieces: no more than one column is held at a time. */
export function* encode(report: Report): Generator<string> {
  const { sessions } = report;
  const words = (of: (session: JudgedSession) => string | undefined): Words => {
    const values = new Map<string, number>();
    const at = sessions.map((session) => {
      const word = of(session);
      if (!word) return -1;
      const known = values.get(word) ?? values.size;
      values.set(word, known);
      return known;
    });
    return { values: [...values.keys()], at };
  };
  const numbers = (of: (session: JudgedSession) => number | undefined, none: number) =>
    sessions.map((session) => of(session) ?? none);
  const columns: { readonly [K in keyof Columns]: () => Columns[K] } = {
    id: () => sessions.map(({ id }) => oneLine(id)).join("\n"),
    started: () => sessions.map(({ startedAt }) => Math.floor(Date.parse(startedAt) / 1000) || 0),
    lasted: () => numbers(seconds, -1),
    verdict: () => words(({ verdict }) => verdict),
    why: () => words(({ why }) => why),
    account: () => words(({ account }) => account),
    region: () => words(({ region }) => region),
    person: () => words(({ person }) => person),
    principal: () => words(({ principal }) => principal),
    identity: () => words(({ call }) => call?.sourceIdentity),
    target: () => words(({ target }) => target),
    document: () => words(({ document }) => document),
    reason: () => words(({ reason }) => reason),
    source: () => words(({ call }) => call?.sourceAddress),
    agent: () => words(({ call }) => call?.userAgent),
    error: () => words(({ call }) => call?.errorCode),
    event: () => sessions.map(({ call }) => oneLine(call?.eventId ?? "")).join("\n"),
    mfa: () => numbers(({ call }) => (call?.mfa === undefined ? undefined : Number(call.mfa)), -1),
    transcript: () =>
      words(
        ({ transcript, id }) =>
          transcript && `s3://${transcript.bucket}/${transcript.key.slice(0, -`${id}.log`.length)}`,
      ),
    bytes: () => numbers(({ transcript }) => transcript?.bytes, 0),
    stream: () => words(({ stream }) => stream?.group),
    erased: () => numbers(({ hidden }) => hidden?.erased, 0),
    fullScreen: () => numbers(({ hidden }) => hidden?.fullScreen, 0),
    rewritten: () => numbers(({ hidden }) => hidden?.rewritten, 0),
  };
  const head: Omit<PageData, "columns"> = {
    from: report.from,
    to: report.to,
    accounts: report.accounts,
    regions: report.regions,
    unreadable: report.unreadable.map(describeUnreadable),
    gaps: report.gaps,
    transcripts: transcriptRows(report),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"columns":{`;
  for (const [index, [name, column]] of Object.entries(columns).entries()) {
    yield `${index === 0 ? "" : ","}${JSON.stringify(name)}:${JSON.stringify(column())}`;
  }
  yield "}}";
}

/** Rows whose transcript the page holds. */
export function transcriptRows({ sessions, transcripts }: Report): PageData["transcripts"] {
  if (transcripts.size === 0) return [];
  return sessions.flatMap(({ id }, row) => {
    const text = transcripts.get(id);
    return text ? { row, leftOut: text.cut ? text.bytes - Buffer.byteLength(text.text) : 0 } : [];
  });
}

/** Ids are joined by line feeds. AWS's ids hold none; what claims to be one might. */
const oneLine = (text: string): string => text.replaceAll("\n", " ");
