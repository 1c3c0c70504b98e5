import { useMemo } from 'react';
import { useQuery } from './query';

/** The everyday names of a service's attributes ("work phone"), by path; a path without one stands for itself. */
export function useAttributeLabels(profileId: string | null): (path: string) => string {
  const { value } = useQuery('profiles.list', profileId === null ? null : {});
  return useMemo(() => {
    const attributes = value?.profiles.find((profile) => profile.id === profileId)?.attributes ?? [];
    const labels = new Map(attributes.map((attribute) => [attribute.path.toLowerCase(), attribute.label]));
    return (path) => labels.get(path.toLowerCase()) ?? path;
  }, [value, profileId]);
}
