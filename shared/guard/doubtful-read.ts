import type { GraphValue } from '../person';
import type { ThresholdVerdict } from './deletion-threshold';

/**
 * When a read is not believed at once. A service that is throttled, half broken or no longer allows something answers
 * with less than there is and says nothing of it: what would take access away then needs a second witness.
 */

/** So many may be missing by themselves; more at once is looked at by a person before anything is done about it. */
const handful = 5;

/** One way into scope, such as a group: how many had it, and how many of them have no way at all any more. */
export interface WayLoss {
  readonly before: number;
  readonly lost: number;
}

/** A way that let nobody keep access, or a loss of more than half of everybody: read again before it is believed. */
export function isDoubtfulLoss(ways: readonly WayLoss[], everybody: WayLoss): boolean {
  return everybody.lost * 2 > everybody.before || ways.some(({ before, lost }) => before > 0 && lost === before);
}

export interface RemovalDoubt {
  /** Accounts that this cycle would disable or delete. */
  readonly removals: number;
  /** Access is by assignment or group, and nobody has any. */
  readonly nobodyIsLetIn: boolean;
  /** Of the removals: absent from the directory and from its recycle bin, and not reported as deleted. */
  readonly absent: number;
}

/**
 * What no limit of the admin's lets pass unseen: a removal of everybody because nobody is let in any more, and of many
 * who are found nowhere and whom nobody reported as deleted. null: there is no such doubt.
 */
export function judgeDoubt({ removals, nobodyIsLetIn, absent }: RemovalDoubt): ThresholdVerdict | null {
  if (removals > 0 && nobodyIsLetIn) return { held: true, removals, crossed: { limit: 0, percent: null } };
  return absent > handful ? { held: true, removals, crossed: { limit: handful, percent: null } } : null;
}

/** Nobody in Microsoft Entra ID is without these: null for one of them is a property that may not be read. */
const neverNull = ['userPrincipalName', 'accountEnabled'];

type Properties = Readonly<Record<string, GraphValue>>;

/** A page as it was read, beside what was known of its people before (null: nobody of that id). */
export interface ReadBeside {
  readonly read: Properties;
  readonly before: Properties | null;
}

/**
 * The property that a page takes away from everybody on it, as a permission that was lost does; null: there is none. A
 * few people can lose a value together, and a page of changes can hold only those: `whole` says that it is of everybody.
 */
export function vanishedProperty(people: readonly ReadBeside[], whole: boolean): string | null {
  for (const name of neverNull) if (people.some(({ read }) => read[name] === null)) return name;
  if (!whole) return null;
  const names = new Set(people.flatMap(({ read }) => Object.keys(read)));
  for (const name of names) {
    if (people.some(({ read }) => read[name] !== undefined && !isNothing(read[name]))) continue;
    const lost = people.filter(({ read, before }) => read[name] !== undefined && !isNothing(before?.[name]));
    if (lost.length >= handful) return name;
  }
  return null;
}

const isNothing = (value: GraphValue | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
