import { proves } from "./support/table";
import { federatedOperators, managementPolicy, resourceControlPolicy } from "./tables/central-account";
import { centralAccount as world } from "./worlds/central-account.world";

proves({ title: "a resource control policy", world, rows: resourceControlPolicy });
proves({ title: "a guardrail of the management account", world, rows: managementPolicy });
proves({ title: "a role of operators for a SAML provider", world, rows: federatedOperators });
