import type { MappingSource } from '../../../shared/mapping/rules';

/** Another way to fill the attribute keeps what can be kept: an attribute becomes an expression of itself. */
export function sourceOfKind(kind: MappingSource['kind'], before: MappingSource): MappingSource {
  switch (kind) {
    case 'direct': {
      const alone = before.kind === 'expression' ? /^\s*\[([^\]]+)\]\s*$/.exec(before.text)?.[1] : undefined;
      return { kind: 'direct', attribute: alone ?? (before.kind === 'direct' ? before.attribute : '') };
    }
    case 'constant':
      return { kind: 'constant', value: before.kind === 'constant' ? before.value : '' };
    case 'expression':
      return { kind: 'expression', text: expressionOf(before) };
    case 'none':
      return { kind: 'none' };
  }
}

function expressionOf(before: MappingSource): string {
  if (before.kind === 'expression') return before.text;
  if (before.kind === 'direct' && before.attribute !== '') return `[${before.attribute}]`;
  return before.kind === 'constant' ? quoted(before.value) : '';
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
