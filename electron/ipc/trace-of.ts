/** Where an error was thrown, and never what it said: its message and its properties may hold a token. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return `something that is no error (${typeof error})`;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.name, ...frames].join('\n');
}
