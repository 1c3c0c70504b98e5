const hasElectronParent = 'parentPort' in process;

/**
 * What both sample servers do as a process of their own: one JSON line on stdout once they listen, and an end with the
 * parent. Stdin is the leash: it closes when the parent ends, however it ends. Electron's utility processes have no
 * stdin, and end with Electron by themselves.
 */
export async function runAsProcess(
  start: (options: ProcessOptions) => Promise<{ readonly ready: true; close(): Promise<void> }>,
): Promise<void> {
  const { close, ...ready } = await start(readOptions(process.argv.slice(2))).catch((error: unknown) => {
    // A port that is taken, a number that is none: said in one line, without a stack.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  let isClosing = false;
  const stop = (): void => {
    if (isClosing) return;
    isClosing = true;
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  if (!hasElectronParent) {
    process.stdin.on('end', stop);
    process.stdin.on('error', stop);
    process.stdin.resume();
  }
  // A parent that is gone makes writing fail; that is an end too, not a defect.
  process.stdout.on('error', stop);
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

/** Options as given on the command line: `--name value` or, alone, `--name`. */
export interface ProcessOptions {
  has(name: string): boolean;
  /** undefined: not given. Throws for what is no whole number. */
  number(name: string): number | undefined;
  text(name: string): string | undefined;
}

function readOptions(args: readonly string[]): ProcessOptions {
  const text = (name: string): string | undefined => {
    const at = args.indexOf(`--${name}`);
    return at === -1 ? undefined : args[at + 1];
  };
  return {
    has: (name) => args.includes(`--${name}`),
    text,
    number: (name) => {
      const given = text(name);
      if (given === undefined) return undefined;
      if (!/^\d+$/.test(given)) throw new Error(`--${name} wants a whole number`);
      return Number(given);
    },
  };
}
