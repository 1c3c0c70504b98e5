/** What a restart may reset, in the command line's words (`--reset`) and the service's criteria (entra-provisioning 1.5). */
export const resettable = ['watermark', 'escrows', 'quarantine'] as const;
export type Resettable = (typeof resettable)[number];

/** `all` breaks the links too. */
export type Reset = readonly Resettable[] | 'all';

/** Reads what stands after `--reset`; null: a word that means nothing. Without any: all three, and the links are kept. */
export function readReset(text: string | undefined): Reset | null {
  if (text === undefined) return resettable;
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  if (words.length === 1 && words[0] === 'all') return 'all';
  const known = resettable.filter((word) => words.includes(word));
  return words.every((word) => resettable.some((one) => one === word)) ? known : null;
}

export const resets = (reset: Reset, what: Resettable): boolean => reset === 'all' || reset.includes(what);

/** What a restart found and reset. */
export interface Restarted {
  readonly reset: Reset;
  /** Failures that are forgotten: none of them is tried again by itself. */
  readonly escrows: number;
  readonly quarantine: boolean;
  /** Links that are broken. */
  readonly links: number;
  /** People on hold, who stay so: that is the admin's own word. */
  readonly holds: number;
}

const counted = (amount: number, one: string, many: string): string => `${amount} ${amount === 1 ? one : many}`;

/** What was done, a line each; the last says what comes next. */
export function restartLines({ reset, escrows, quarantine, links, holds }: Restarted): readonly string[] {
  const lines: string[] = [];
  const everyone = resets(reset, 'watermark');
  if (reset === 'all')
    lines.push(
      `${counted(links, 'link is', 'links are')} broken: the next cycle finds everybody’s account again by matching and doubles nobody.`,
      'Accounts of people who have left are no longer Inseam’s: they stay as they are.',
    );
  else if (everyone) lines.push('Links to accounts are kept: nobody is created twice.');
  if (resets(reset, 'escrows'))
    lines.push(
      escrows === 0
        ? 'There was no failure to forget.'
        : everyone
          ? `${counted(escrows, 'failure is', 'failures are')} forgotten.`
          : `${counted(escrows, 'failure is', 'failures are')} forgotten and no longer retried: these people are tried again only after a change.`,
    );
  if (resets(reset, 'quarantine')) lines.push(quarantine ? 'The quarantine is lifted.' : 'There was no quarantine.');
  if (holds > 0) lines.push(`${counted(holds, 'person stays', 'people stay')} on hold.`);
  lines.push(everyone ? 'The next cycle checks everyone.' : 'The next cycle goes on from where the last one ended.');
  return lines;
}
