import { divergence, mergeModule, randomChoices } from "./export/module";
import { sessionAudit } from "./export/modules/session-audit";

let t = Date.now();
const m = mergeModule(sessionAudit, () => []);
console.error(m.features.length, m.elements.length, Date.now() - t);
t = Date.now();
console.log(
  randomChoices(m.features, 60, 99).flatMap((c) => divergence(m, c)),
  Date.now() - t,
);
