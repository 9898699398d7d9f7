import { proves } from "./support/table";
import { agentMay, agentMayNot } from "./tables/agent";
import { guardrailLeaves, guardrailRefuses } from "./tables/guardrail";
import { operatorMay, operatorMayNot, operatorWithEveryRight } from "./tables/operator";
import {
  administratorCalls,
  cloudTrailCalls,
  cloudWatchAlarmCalls,
  cloudWatchLogsCalls,
  eventBridgeCalls,
  s3LogDeliveryCalls,
} from "./tables/services";
import { singleAccount as world } from "./worlds/single-account.world";

proves({ title: "what a node needs to log sessions", world, rows: agentMay });
proves({ title: "what a node cannot do", world, rows: agentMayNot });
proves({ title: "what an operator needs to open logged sessions", world, rows: operatorMay });
proves({ title: "what an operator cannot do", world, rows: operatorMayNot });
proves({ title: "an operator with every right besides", world, rows: operatorWithEveryRight });
proves({ title: "CloudTrail", world, rows: cloudTrailCalls });
proves({ title: "CloudWatch Logs", world, rows: cloudWatchLogsCalls });
proves({ title: "EventBridge", world, rows: eventBridgeCalls });
proves({ title: "CloudWatch alarms", world, rows: cloudWatchAlarmCalls });
proves({ title: "S3 log delivery", world, rows: s3LogDeliveryCalls });
proves({ title: "administrators without a guardrail", world, rows: administratorCalls });
proves({ title: "what the guardrail refuses", world, rows: guardrailRefuses });
proves({ title: "what the guardrail leaves", world, rows: guardrailLeaves });
