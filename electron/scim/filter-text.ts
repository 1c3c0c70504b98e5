import { parseTargetPath } from '../../shared/mapping/target-path';

/**
 * `userName eq "ada@x"`: one attribute and `eq`, which is all that is safe anywhere (RFC 7644 section 3.4.2.2). The value
 * is a JSON string, so that quotes and backslashes in a name cannot become part of the filter. The core schema's URN is
 * left out, for servers match nothing by it (scim-interop 6.2).
 */
export const filterText = (path: string, value: string): string => `${wirePath(path)} eq ${JSON.stringify(value)}`;

/**
 * The path as it is sent, in filters and in PATCH: as the mapping spells it, save the core schema's URN and Entra's
 * `[primary eq "True"]`, which compares a boolean with a text and so finds nothing at a service that goes by the RFC.
 */
export function wirePath(path: string): string {
  const parsed = parseTargetPath(path);
  const text = path.trim();
  if (parsed === null) return text;
  const bracket = text.indexOf('[');
  const colon = text.lastIndexOf(':', bracket < 0 ? undefined : bracket);
  const bare = parsed.schema === null && /^urn:/i.test(text) ? text.slice(colon + 1) : text;
  if (typeof parsed.filter?.value !== 'boolean') return bare;
  return bare.replace(/\[.*\]/s, `[${parsed.filter.attribute} eq ${parsed.filter.value}]`);
}
