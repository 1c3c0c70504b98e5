import type { Profile, TargetAttribute } from '../profiles/profile';
import { coreUserSchema } from './target-path';

/** Paths compare without regard to case, and the core schema's URN before one changes nothing (RFC 7644 section 3.10). */
export function foldPath(path: string): string {
  const folded = path.trim().toLowerCase();
  const core = `${coreUserSchema.toLowerCase()}:`;
  return folded.startsWith(core) ? folded.slice(core.length) : folded;
}

const byProfile = new WeakMap<Profile, ReadonlyMap<string, TargetAttribute>>();

/** What a profile knows of a path; null: nothing. */
export function findTargetAttribute(profile: Profile, path: string): TargetAttribute | null {
  let known = byProfile.get(profile);
  if (known === undefined) {
    known = new Map(profile.attributes.map((attribute) => [foldPath(attribute.path), attribute]));
    byProfile.set(profile, known);
  }
  return known.get(foldPath(path)) ?? null;
}
