/** JSON with the keys of every object in one order. */
const ordered = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** Whether two values are the same JSON, whatever the order of their keys. */
export const sameJson = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left, ordered) === JSON.stringify(right, ordered);
