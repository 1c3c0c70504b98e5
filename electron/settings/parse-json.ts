/** A value, or in words where the text stops being JSON. The words quote nothing: it may be the wrong file, with a secret in it. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly detail: string };

/** JSON (RFC 8259), with or without the mark that some editors put before it. */
export function parseJson(text: string): ParsedJson {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { ok: true, value: JSON.parse(plain) };
  } catch {
    if (plain.trim() === '') return { ok: false, detail: 'It is empty.' };
    const { offset, needed } = firstFault(plain);
    if (offset >= plain.trimEnd().length)
      return { ok: false, detail: `It ends too early: ${needed} is needed at its end.` };
    const place = plain.slice(0, offset).split(/\r\n|[\r\n]/);
    const problem =
      plain[offset] === '"' && /^a (?:value|name)/.test(needed)
        ? 'this text does not end on its line, or holds a \\ that has to be written \\\\.'
        : `${needed} is needed here.`;
    return {
      ok: false,
      detail: `Line ${place.length}, column ${(place.at(-1) ?? '').length + 1}: ${problem}`,
    };
  }
}

const token =
  /\s*(?:([{}[\],:])|("(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;

/** What may come next. */
type State = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Finds the first token that JSON has no place for, by a stack of what is open. */
function firstFault(text: string): { readonly offset: number; readonly needed: string } {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let at = 0;
  const after = (): State => (open.length === 0 ? 'nothing' : 'comma-or-end');
  for (;;) {
    token.lastIndex = at;
    const found = token.exec(text);
    const mark = found?.[1];
    const next: State | 'closed' | null = found === null ? null : step(state, mark, found[2] !== undefined, open);
    if (found === null || next === null) return { offset: at + leadingSpace(text, at), needed: neededIn(state, open) };
    state = next === 'closed' ? after() : next;
    at = token.lastIndex;
  }
}

const leadingSpace = (text: string, at: number): number => /^\s*/.exec(text.slice(at))?.[0].length ?? 0;

/** The state after a token; `closed`: a value is whole; null: the token has no place here. */
function step(state: State, mark: string | undefined, isText: boolean, open: ('{' | '[')[]): State | 'closed' | null {
  const isValue = state === 'value' || state === 'value-or-end';
  if (mark === '{' || mark === '[') {
    if (!isValue) return null;
    open.push(mark);
    return mark === '{' ? 'key-or-end' : 'value-or-end';
  }
  if (mark === '}' || mark === ']') {
    const inner = open.at(-1);
    const mayEnd = state === 'comma-or-end' || state === (mark === '}' ? 'key-or-end' : 'value-or-end');
    if (!mayEnd || inner !== (mark === '}' ? '{' : '[')) return null;
    open.pop();
    return 'closed';
  }
  if (mark === ',') return state === 'comma-or-end' ? (open.at(-1) === '{' ? 'key' : 'value') : null;
  if (mark === ':') return state === 'colon' ? 'value' : null;
  if (state === 'key' || state === 'key-or-end') return isText ? 'colon' : null;
  return isValue ? 'closed' : null;
}

function neededIn(state: State, open: readonly ('{' | '[')[]): string {
  const end = open.at(-1) === '{' ? '}' : ']';
  switch (state) {
    case 'value':
      return 'a value (text in double quotes, a number, true, false, null, { or [)';
    case 'value-or-end':
      return 'a value or ]';
    case 'key':
      return 'a name in double quotes';
    case 'key-or-end':
      return 'a name in double quotes or }';
    case 'colon':
      return 'a colon';
    case 'comma-or-end':
      return `a comma or ${end}`;
    case 'nothing':
      return 'the end';
  }
}
