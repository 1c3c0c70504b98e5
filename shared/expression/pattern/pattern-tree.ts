import type { CharacterTest } from './character-class';

/** A capturing group; numbered only when the whole pattern is read, because named groups come after unnamed ones. */
export interface Group {
  readonly name: string | null;
}

export type Edge = 'start' | 'end' | 'end-or-line-break' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge';

export type PatternNode =
  | { readonly kind: 'unit'; readonly test: CharacterTest }
  | { readonly kind: 'sequence' | 'choice'; readonly nodes: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly node: PatternNode;
      readonly minimum: number;
      readonly maximum: number;
      readonly lazy: boolean;
    }
  | { readonly kind: 'group'; readonly group: Group; readonly node: PatternNode }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'ahead'; readonly negative: boolean; readonly node: PatternNode };
