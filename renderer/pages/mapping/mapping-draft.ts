import type { AttributeMapping } from '../../../shared/mapping/rules';

type Mappings = readonly AttributeMapping[];

/** The mapping being edited, with what is saved and the way back and forth. */
export interface MappingDraft {
  readonly saved: Mappings;
  readonly present: Mappings;
  readonly past: readonly Mappings[];
  readonly future: readonly Mappings[];
  /** Which field was typed in last: more typing there is the same step back. null: the next edit is a step of its own. */
  readonly typing: string | null;
}

export type MappingEdit =
  | { readonly kind: 'loaded'; readonly mappings: Mappings }
  /** What is saved was changed elsewhere: attributes edited here stay so, all others are as they are saved now. */
  | { readonly kind: 'saved-elsewhere'; readonly mappings: Mappings }
  | { readonly kind: 'changed'; readonly mapping: AttributeMapping; readonly field: string | null }
  | { readonly kind: 'added'; readonly mapping: AttributeMapping }
  | { readonly kind: 'removed'; readonly target: string }
  | { readonly kind: 'moved'; readonly target: string; readonly by: 1 | -1 }
  | { readonly kind: 'replaced'; readonly mappings: Mappings }
  | { readonly kind: 'typing-ended' }
  | { readonly kind: 'undone' }
  | { readonly kind: 'redone' }
  | { readonly kind: 'discarded' }
  | { readonly kind: 'saved' };

export const emptyDraft: MappingDraft = { saved: [], present: [], past: [], future: [], typing: null };

export function editMapping(draft: MappingDraft, edit: MappingEdit): MappingDraft {
  switch (edit.kind) {
    case 'loaded':
      return { ...emptyDraft, saved: edit.mappings, present: edit.mappings };
    case 'saved-elsewhere': {
      const { saved } = draft;
      if (sameMappings(saved, edit.mappings)) return draft;
      const anew = (edited: Mappings) => onto(edit.mappings, saved, edited);
      return {
        ...draft,
        saved: edit.mappings,
        present: anew(draft.present),
        past: draft.past.map(anew),
        future: draft.future.map(anew),
      };
    }
    case 'changed': {
      const present = draft.present.map((mapping) => (mapping.target === edit.mapping.target ? edit.mapping : mapping));
      const typing = edit.field === null ? null : `${edit.mapping.target} ${edit.field}`;
      if (typing !== null && typing === draft.typing) return { ...draft, present, future: [] };
      return { ...step(draft, present), typing };
    }
    case 'added':
      return step(draft, [...draft.present, edit.mapping]);
    case 'removed':
      return step(
        draft,
        draft.present.filter((mapping) => mapping.target !== edit.target),
      );
    case 'moved': {
      const from = draft.present.findIndex((mapping) => mapping.target === edit.target);
      const [one, other] = [draft.present[from], draft.present[from + edit.by]];
      if (one === undefined || other === undefined) return draft;
      const swapped = new Map([
        [one, other],
        [other, one],
      ]);
      return step(
        draft,
        draft.present.map((mapping) => swapped.get(mapping) ?? mapping),
      );
    }
    case 'replaced':
      return sameMappings(draft.present, edit.mappings) ? draft : step(draft, edit.mappings);
    case 'discarded':
      return sameMappings(draft.present, draft.saved) ? draft : step(draft, draft.saved);
    case 'typing-ended':
      return draft.typing === null ? draft : { ...draft, typing: null };
    case 'undone': {
      const before = draft.past[draft.past.length - 1];
      if (before === undefined) return draft;
      return {
        ...draft,
        present: before,
        past: draft.past.slice(0, -1),
        future: [draft.present, ...draft.future],
        typing: null,
      };
    }
    case 'redone': {
      const [next, ...future] = draft.future;
      if (next === undefined) return draft;
      return { ...draft, present: next, past: [...draft.past, draft.present], future, typing: null };
    }
    case 'saved':
      return { ...draft, saved: draft.present, typing: null };
  }
}

/** What was edited since `before`, done to what is saved `now`. */
function onto(now: Mappings, before: Mappings, edited: Mappings): Mappings {
  const [saved, old] = [byTarget(now), byTarget(before)];
  const kept = edited.flatMap((mapping) => {
    const was = old.get(mapping.target);
    const wanted = was !== undefined && sameMapping(was, mapping) ? saved.get(mapping.target) : mapping;
    return wanted === undefined ? [] : [wanted];
  });
  const mine = byTarget(edited);
  const all = [...kept, ...now.filter(({ target }) => !old.has(target) && !mine.has(target))];
  const targets = (mappings: Mappings, among: Mappings) => {
    const wanted = byTarget(among);
    return mappings.flatMap(({ target }) => (wanted.has(target) ? [target] : [])).join('\n');
  };
  if (targets(before, edited) !== targets(edited, before)) return all;
  // Nobody moved anything here: the saved order counts, and what was added stays at the end.
  const ordered = now.flatMap(({ target }) => all.filter((mapping) => mapping.target === target));
  return [...ordered, ...all.filter(({ target }) => !saved.has(target))];
}

const byTarget = (mappings: Mappings) => new Map(mappings.map((mapping) => [mapping.target, mapping]));

const step = (draft: MappingDraft, present: Mappings): MappingDraft => ({
  ...draft,
  present,
  past: [...draft.past, draft.present],
  future: [],
  typing: null,
});

export interface MappingChange {
  readonly target: string;
  readonly kind: 'added' | 'removed' | 'edited' | 'moved';
}

/** What saving would change, an attribute at a time; another order of the same attributes is one change of the first moved. */
export function changesOf(draft: MappingDraft): readonly MappingChange[] {
  const saved = byTarget(draft.saved);
  const present = byTarget(draft.present);
  const changes: MappingChange[] = [];
  for (const mapping of draft.present) {
    const before = saved.get(mapping.target);
    if (before === undefined) changes.push({ target: mapping.target, kind: 'added' });
    else if (!sameMapping(before, mapping)) changes.push({ target: mapping.target, kind: 'edited' });
  }
  for (const target of saved.keys()) if (!present.has(target)) changes.push({ target, kind: 'removed' });
  const kept = draft.saved.filter(({ target }) => present.has(target));
  const now = draft.present.filter(({ target }) => saved.has(target));
  const moved = now.find(({ target }, index) => kept[index]?.target !== target);
  if (moved !== undefined) changes.push({ target: moved.target, kind: 'moved' });
  return changes;
}

const sameMapping = (a: AttributeMapping, b: AttributeMapping): boolean =>
  a === b ||
  (a.target === b.target &&
    a.defaultValue === b.defaultValue &&
    a.flowType === b.flowType &&
    a.matchingPriority === b.matchingPriority &&
    (a.onDrift ?? 'source') === (b.onDrift ?? 'source') &&
    (a.whenEmpty ?? 'leave') === (b.whenEmpty ?? 'leave') &&
    JSON.stringify(Object.entries(a.source).sort()) === JSON.stringify(Object.entries(b.source).sort()));

const sameMappings = (a: Mappings, b: Mappings): boolean =>
  a.length === b.length &&
  a.every((mapping, index) => {
    const other = b[index];
    return other !== undefined && sameMapping(mapping, other);
  });

/** The place of a matching attribute among the matching ones, from 1; 0 for one that is not. */
export function matchingOrder(mappings: Mappings, mapping: AttributeMapping): number {
  if (mapping.matchingPriority === 0) return 0;
  return mappings.filter((other) => other.matchingPriority > 0 && other.matchingPriority <= mapping.matchingPriority)
    .length;
}

/** True where this is the only way in which existing accounts are found. */
export const isOnlyMatching = (mappings: Mappings, mapping: AttributeMapping): boolean =>
  mapping.matchingPriority > 0 && mappings.filter((other) => other.matchingPriority > 0).length === 1;
