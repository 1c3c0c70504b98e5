import { bluejeans } from './bluejeans';
import type { Profile } from './profile';
import { scim } from './scim';

/** Every service that a job can be made for, in the order of the wizard. */
export const profiles: readonly Profile[] = [bluejeans, scim];

/** `target.profile` of the settings. */
export const profileById = (id: string): Profile | undefined => profiles.find((profile) => profile.id === id);
