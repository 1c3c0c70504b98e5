const shape = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A date (UTC) or an instant as people and logs write it (ISO 8601; without a zone: this computer's), in milliseconds;
 * null: it is none. Not Date.parse alone, to which "hello 2" is a day in 2001 and the 31st of February is in March.
 */
export function readInstant(text: string): number | null {
  const [, year, month, day] = shape.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return null;
  const at = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(at) ? null : at;
}
