import { App } from "cdktf";
import { SessionEvidence } from "./examples/evidence";
import { ExistingResources } from "./examples/existing-resources";
import { landingZone } from "./examples/landing-zone";
import { MultiRegion } from "./examples/multi-region";
import { SessionActions } from "./examples/session-actions";
import { SingleAccount } from "./examples/single-account";

const app = new App();
new SingleAccount(app);
new MultiRegion(app);
landingZone(app);
new SessionActions(app);
new SessionEvidence(app);
new ExistingResources(app);
app.synth();
