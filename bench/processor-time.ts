/** Milliseconds of processor time that this process has used: other programs change it far less than the time on the wall. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
