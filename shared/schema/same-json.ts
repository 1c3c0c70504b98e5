/** JSON with the keys of every object in one order. */
const ordered = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** JSON of a value, the same whatever the order of its keys. */
export const orderedJson = (value: unknown): string => JSON.stringify(value, ordered);

/** Whether two values are the same JSON, whatever the order of their keys. */
export const sameJson = (left: unknown, right: unknown): boolean => orderedJson(left) === orderedJson(right);
