import type { Emulator } from "../../support/emulator/emulator";

/** A function with an empty program and a role of no rights, for what needs one to exist. Lambda speaks REST, unlike other services. */
export async function createFunction(emulator: Emulator, name: string): Promise<void> {
  const role = {
    RoleName: name,
    AssumeRolePolicyDocument: trust,
    Path: "/",
    Action: "CreateRole",
    Version: "2010-05-08",
  };
  await post(emulator, "iam", "/", "application/x-www-form-urlencoded", new URLSearchParams(role).toString());
  const program = {
    FunctionName: name,
    Role: `arn:aws:iam::${emulator.clientConfig().credentials.accessKeyId}:role/${name}`,
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    Code: { ZipFile: emptyZip },
  };
  await post(emulator, "lambda", "/2015-03-31/functions", "application/json", JSON.stringify(program));
}

/** The end record of an archive without files. */
const emptyZip = Buffer.from(`504b0506${"00".repeat(18)}`, "hex").toString("base64");

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

async function post(emulator: Emulator, service: string, path: string, type: string, body: string): Promise<void> {
  const { region, credentials } = emulator.clientConfig();
  const scope = `${credentials.accessKeyId}/20260714/${region}/${service}/aws4_request`;
  const response = await fetch(`${emulator.endpoint}${path}`, {
    method: "POST",
    headers: {
      Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
      "Content-Type": type,
    },
    body,
  });
  if (!response.ok) throw new Error(`${service} ${path}: ${response.status} ${await response.text()}`);
}
