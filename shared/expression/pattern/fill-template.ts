import type { Found } from './find';

const substitution = /\$(?:\{(\w+)\}|(\d+)|([$&]))/g;

/** .NET's substitutions in a replacement: `${name}`, `$1`, `$&`, `$$`. What names no group stays as it is. */
export function fillTemplate(
  template: string,
  source: string,
  match: Found,
  groupExists: (name: string) => boolean,
): string {
  return template.replace(substitution, (whole, name?: string, number?: string, sign?: string) => {
    if (sign === '$') return '$';
    if (sign === '&') return source.slice(match.start, match.end);
    const wanted = name ?? number ?? '';
    if (!groupExists(wanted)) return whole;
    const group = match.group(wanted);
    return group === null ? '' : source.slice(group.start, group.end);
  });
}
