import type { Found } from './find';
import type { Pattern } from './read-pattern';

/** A replacement in parts: texts as they are, and what a match puts in their place. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'before' | 'after' | 'source' };

const substitution = /\$(?:\{(\w+)\}|(\d+)|([$&`'+_]))/g;

/**
 * Reads .NET's substitutions: `${name}`, `$1`, `$$`, `$&` for the match, `` $` `` and `$'` for what is before and after
 * it, `$+` for the last group, `$_` for the whole text. What names no group stays as it is.
 */
export function readTemplate(template: string, pattern: Pattern): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let position = 0;
  for (const match of template.matchAll(substitution)) {
    const part = readPart(match, pattern);
    parts.push({ kind: 'text', text: template.slice(position, match.index) }, part);
    position = match.index + match[0].length;
  }
  parts.push({ kind: 'text', text: template.slice(position) });
  return parts;
}

function readPart([whole, name, number, sign]: RegExpMatchArray, pattern: Pattern): TemplatePart {
  switch (sign) {
    case '$':
      return { kind: 'text', text: '$' };
    case '&':
      return { kind: 'group', name: '0' };
    case '`':
      return { kind: 'before' };
    case "'":
      return { kind: 'after' };
    case '_':
      return { kind: 'source' };
    case '+':
      return { kind: 'group', name: String(pattern.groupCount - 1) };
    default: {
      // `$01` is group 1.
      const wanted = name ?? String(Number(number));
      return pattern.groupNumbers.has(wanted) ? { kind: 'group', name: wanted } : { kind: 'text', text: whole };
    }
  }
}

/** The replacement for one match, cut once it is longer than a limit. */
export function fillTemplate(template: readonly TemplatePart[], source: string, match: Found, limit: number): string {
  let filled = '';
  for (const part of template) {
    if (part.kind === 'text') filled += part.text;
    else if (part.kind === 'group') {
      const group = match.group(part.name);
      if (group !== null) filled += source.slice(group.start, group.end);
    } else {
      filled += source.slice(part.kind === 'after' ? match.end : 0, part.kind === 'before' ? match.start : undefined);
    }
    if (filled.length > limit) break;
  }
  return filled;
}
