/** Something being edited, with what is saved and the way back and forth. */
export interface Draft<T> {
  readonly saved: T;
  readonly present: T;
  readonly past: readonly T[];
  readonly future: readonly T[];
  /** Which field was typed in last: more typing there is the same step back. null: the next edit is a step of its own. */
  readonly typing: string | null;
}

export type DraftEdit<T> =
  | { readonly kind: 'loaded'; readonly value: T }
  /** `field`: where it was typed; null: a step of its own. */
  | { readonly kind: 'changed'; readonly value: T; readonly field: string | null }
  | { readonly kind: 'typing-ended' }
  | { readonly kind: 'undone' }
  | { readonly kind: 'redone' }
  | { readonly kind: 'discarded' }
  | { readonly kind: 'saved'; readonly value: T };

export const draftOf = <T>(value: T): Draft<T> => ({
  saved: value,
  present: value,
  past: [],
  future: [],
  typing: null,
});

export function editDraft<T>(draft: Draft<T>, edit: DraftEdit<T>): Draft<T> {
  switch (edit.kind) {
    case 'loaded':
      return draftOf(edit.value);
    case 'changed':
      if (edit.field !== null && edit.field === draft.typing) return { ...draft, present: edit.value, future: [] };
      return { ...step(draft, edit.value), typing: edit.field };
    case 'typing-ended':
      return draft.typing === null ? draft : { ...draft, typing: null };
    case 'undone': {
      const before = draft.past.at(-1);
      if (before === undefined) return draft;
      const future = [draft.present, ...draft.future];
      return { ...draft, present: before, past: draft.past.slice(0, -1), future, typing: null };
    }
    case 'redone': {
      const [next, ...future] = draft.future;
      if (next === undefined) return draft;
      return { ...draft, present: next, past: [...draft.past, draft.present], future, typing: null };
    }
    case 'discarded':
      return draft.present === draft.saved ? draft : step(draft, draft.saved);
    case 'saved':
      // What was typed meanwhile stays as a change.
      return { ...draft, saved: edit.value, typing: null };
  }
}

const step = <T>(draft: Draft<T>, present: T): Draft<T> => ({
  ...draft,
  present,
  past: [...draft.past, draft.present],
  future: [],
  typing: null,
});
