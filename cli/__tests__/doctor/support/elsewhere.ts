import { account, nodeRole, region, type World } from "./healthy";

/**
 * The same world in another account and Region. Its bucket has a name of its own in each account, and its roles may use the keys of every
 * Region, since IAM is asked once for all of them.
 */
export function elsewhere(world: World, own: string, there: string): World {
  const rights = ["kms:GenerateDataKey *", "ssm:StartSession *:document/SSM-SessionManagerRunShell"];
  const roles = Object.entries(world.roles).map(([arn, role]) => {
    const more = arn === nodeRole ? [...rights, "kms:* *"] : rights;
    return [arn, { ...role, rights: [...role.rights, ...more] }];
  });
  const text = JSON.stringify({ ...world, roles: Object.fromEntries(roles) });
  return JSON.parse(
    text
      .replaceAll("acme-transcripts", `acme-transcripts-${account}`)
      .replaceAll("acme-access-logs", `acme-access-logs-${account}`)
      .replaceAll(account, own)
      .replaceAll(region, there),
  );
}
