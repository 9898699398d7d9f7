/** Runs something with other environment variables, which are as before afterwards. */
export function withEnvironment<T>(variables: Readonly<Record<string, string>>, action: () => T): T {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return action();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** As `cdktf synth` says whether it wants HCL. The option of an App alone names the file, and leaves JSON in it. */
export const hclOutput = (wanted: boolean) => ({ SYNTH_HCL_OUTPUT: String(wanted) });
