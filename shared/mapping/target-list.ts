import type { TargetElement, TargetList } from './target-value';

/** Texts compare in one composed form, and without regard to case where the attribute has none. */
export const comparable = (text: string, caseExact: boolean): string => {
  const composed = text.normalize('NFC');
  return caseExact ? composed : composed.toLowerCase();
};

/**
 * The text by which an element is told from the others: its value. A role that was added as Entra adds roles, as JSON
 * inside `value`, is told by the value in that JSON (entra-mapping-language.md 1.9).
 */
export function elementName(element: string | TargetElement): string {
  const value = String(typeof element === 'string' ? element : (element['value'] ?? ''));
  if (!value.startsWith('{')) return value;
  try {
    const inner = JSON.parse(value) as Readonly<Record<string, unknown>>;
    const name = inner['value'] || inner['displayName'];
    return typeof name === 'string' ? name : value;
  } catch {
    return value;
  }
}

/** Those of a list that another lacks. */
export function missingIn(wanted: TargetList, has: TargetList, caseExact: boolean): TargetList {
  const known = new Set(has.map((each) => comparable(elementName(each), caseExact)));
  return wanted.filter((each) => !known.has(comparable(elementName(each), caseExact)));
}

/** What is shown of an element beside its value counts where both sides show something. */
const displayOf = (element: string | TargetElement): string | null => {
  const display = typeof element === 'string' ? undefined : element['display'];
  return typeof display === 'string' ? display : null;
};

/** The same elements, in whatever order. */
export function sameLists(left: TargetList, right: TargetList, caseExact: boolean): boolean {
  if (left.length !== right.length) return false;
  const sorted = (list: TargetList) =>
    list
      .map((each) => ({ name: comparable(elementName(each), caseExact), display: displayOf(each) }))
      .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  const others = sorted(right);
  return sorted(left).every(({ name, display }, index) => {
    const other = others[index];
    if (other === undefined || other.name !== name) return false;
    return display === null || other.display === null || display === other.display;
  });
}
