type Variables = Readonly<Record<string, string | undefined>>;

/** Runs something with other environment variables, or without some, which are as before afterwards. */
export function withEnvironment<T>(variables: Variables, action: () => T): T {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  set(variables);
  try {
    return action();
  } finally {
    set(before);
  }
}

function set(variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** As `cdktf synth` says whether it wants HCL. The option of an App alone names the file, and leaves JSON in it. */
export const hclOutput = (wanted: boolean) => ({ SYNTH_HCL_OUTPUT: String(wanted) });
