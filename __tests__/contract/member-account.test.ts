import { proves } from "./support/table";
import {
  endpoints,
  keyAdministrators,
  nodeInTwoRegions,
  operatorRole,
  operatorWithConditions,
  serviceControlPolicy,
} from "./tables/member-account";
import { memberAccount } from "./worlds/member-account.world";

proves({ title: "nodes in two Regions and a bucket of earlier days", world: memberAccount, rows: nodeInTwoRegions });
proves({ title: "operators with conditions", world: memberAccount, rows: operatorWithConditions });
proves({ title: "the role of operators", world: memberAccount, rows: operatorRole });
proves({ title: "a service control policy", world: memberAccount, rows: serviceControlPolicy });
proves({ title: "administrators of a key", world: memberAccount, rows: keyAdministrators });
proves({ title: "VPC endpoints", world: memberAccount, rows: endpoints });
