import type { Profile } from '../../shared/profiles/profile';

/**
 * How this service really wants to be talked to: the profile's word until its answers say otherwise. What one user's
 * refusal taught is used for the next (scim-interop 5.2). Lives as long as the target is open.
 */
export interface Findings {
  updateBy: 'patch' | 'put';
  opCase: 'lower' | 'capital';
  activeAs: 'boolean' | 'string';
  referenceAs: 'object' | 'string';
  mediaType: 'application/scim+json' | 'application/json';
  /** Whether `If-Match` is sent: declared by the service (RFC 7644 section 3.14), and not found to be broken. */
  usesEntityTags: boolean;
  /** Attributes that the service cannot search by, whatever the value. */
  readonly unsearchable: Set<string>;
}

export const findingsFrom = (profile: Profile): Findings => ({
  updateBy: profile.update,
  opCase: profile.patch.opCase,
  activeAs: profile.patch.activeAs,
  referenceAs: profile.patch.referenceAs,
  mediaType: 'application/scim+json',
  usesEntityTags: false,
  unsearchable: new Set(),
});
