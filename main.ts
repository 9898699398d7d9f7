import { App } from "cdktf";
import { SingleAccount } from "./examples/single-account";

const app = new App();
new SingleAccount(app);
app.synth();
