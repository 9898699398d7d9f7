import { eventBus } from "./event-bus-target";
import { lambda } from "./lambda-target";
import { logGroup } from "./log-group-target";
import { pipeline } from "./pipeline-target";
import { queue } from "./queue-target";
import { runCommand } from "./run-command-target";
import { stateMachine } from "./state-machine-target";
import { topic } from "./topic-target";

/** What a rule can start. Each target grants exactly the permission that it needs. */
export const targets = { topic, queue, lambda, logGroup, pipeline, stateMachine, runCommand, eventBus };
