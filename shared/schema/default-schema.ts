import type { Rules } from '../mapping/rules';
import type { Profile } from '../profiles/profile';
import type { SynchronizationSchema } from './synchronization-schema';
import { writeSchema } from './write-schema';

/** What a new job starts with: the profile's mapping, every action allowed, nobody filtered out. */
export const defaultRules = (profile: Profile): Rules => ({
  mappings: profile.defaultMappings,
  actions: { create: true, update: true, delete: true },
  filters: [],
});

export const defaultSchema = (profile: Profile): SynchronizationSchema =>
  writeSchema(null, defaultRules(profile), profile);
