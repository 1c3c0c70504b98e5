/** Why a cycle has to evaluate everybody, and whether it has to read everybody for it. */
export interface Occasion {
  /** Whole sentence for the log and the window; null: an ordinary incremental cycle. */
  readonly why: string | null;
  readonly readEverybody: boolean;
  readonly evaluate: 'changed' | 'everybody' | 'everybody-and-accounts';
}

/** What is known before a cycle begins. Times in milliseconds since 1970. */
export interface OccasionFacts {
  /** Somebody asked for everyone to be checked. */
  readonly asked: boolean;
  readonly hasWatermark: boolean;
  /** The restart that no cycle has followed to its end yet. */
  readonly restart: { readonly brokeLinks: boolean } | null;
  /** Of the last cycle that ran to its end; null: there was none. */
  readonly lastRules: string | null;
  readonly lastProperties: string | null;
  readonly rules: string;
  readonly properties: string;
  readonly lastFullReadAt: number | null;
  readonly now: number;
  /** 0: never by the calendar. */
  readonly fullEveryDays: number;
}

const dayMs = 86_400_000;

/** By the service's criteria for an initial cycle (entra-provisioning.md 1.4, 1.5), and our own calendar. */
export function decideOccasion(facts: OccasionFacts): Occasion {
  const everyone = (why: string): Occasion => ({
    why,
    readEverybody: true,
    evaluate: 'everybody-and-accounts',
  });
  if (!facts.hasWatermark) {
    if (facts.restart !== null) {
      const links = facts.restart.brokeLinks ? ' and broke all links' : '';
      return everyone(`Everyone is checked again because you restarted provisioning${links}.`);
    }
    return everyone(facts.lastRules === null ? 'Everyone is read for the first time.' : 'Everyone is read again.');
  }
  if (facts.asked) return everyone('You asked for everyone to be checked.');
  const propertiesChanged = facts.lastProperties !== facts.properties;
  if (facts.lastRules !== facts.rules || propertiesChanged)
    return {
      why: 'Everyone is checked again because the mapping or the scope changed.',
      readEverybody: propertiesChanged,
      evaluate: 'everybody',
    };
  if (facts.fullEveryDays > 0 && fullReadIsDue(facts.lastFullReadAt, facts.now, facts.fullEveryDays))
    return everyone(`Everyone is checked again every ${facts.fullEveryDays} days.`);
  return { why: null, readEverybody: false, evaluate: 'changed' };
}

/** Whether everybody was read in full so long ago that it is time again; a time ahead is that of a wrong clock. */
const fullReadIsDue = (lastFullReadAt: number | null, now: number, everyDays: number): boolean =>
  lastFullReadAt === null || Math.abs(now - lastFullReadAt) > everyDays * dayMs;
