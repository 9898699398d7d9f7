import { proves } from "./support/table";
import { boundary, hybridNode, sparedByBoundary, userOnTaggedNodes } from "./tables/user-account";
import { userAccount } from "./worlds/user-account.world";

proves({ title: "a hybrid node and an SSE-S3 bucket", world: userAccount, rows: hybridNode });
proves({ title: "IAM users on tagged nodes", world: userAccount, rows: userOnTaggedNodes });
proves({ title: "a permissions boundary", world: userAccount, rows: boundary });
proves({ title: "who a boundary spares", world: userAccount, rows: sparedByBoundary });
