/**
 * conf's writer (atomically, through when-exit) listens to every signal that ends a process and then sends that signal
 * to the process once more. One Ctrl+C would so arrive as two, and a second one means "at once" to us. This module is
 * imported before conf and remembers who listened; afterwards {@link dropNewListeners} removes the rest.
 */
const signals = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGALRM', 'SIGABRT', 'SIGVTALRM', 'SIGXCPU', 'SIGXFSZ'];
const alsoHooked = ['SIGUSR2', 'SIGTRAP', 'SIGSYS', 'SIGIOT', 'SIGIO', 'SIGPOLL', 'SIGPWR', 'SIGSTKFLT'];
const all = [...signals, ...alsoHooked];

const before = new Map(all.map((signal) => [signal, process.rawListeners(signal)]));

export function dropNewListeners(): void {
  for (const [signal, known] of before)
    for (const listener of process.rawListeners(signal))
      if (!known.includes(listener)) process.removeListener(signal, listener as () => void);
  // Node ignores this one, so that a write over the limit fails and can be answered; removing its last listener makes
  // it deadly.
  if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined);
}
