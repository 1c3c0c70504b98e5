import type { AttributeMapping } from './rules';
import { foldPath } from './target-attribute';

/** What accounts are found by, and userName, which is unique at every SCIM service (RFC 7643 section 4.1.1). */
export const isUnique = ({ target, matchingPriority }: AttributeMapping): boolean =>
  matchingPriority > 0 || foldPath(target) === 'username';
