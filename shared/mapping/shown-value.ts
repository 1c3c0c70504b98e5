import { elementName } from './target-list';
import type { TargetValue } from './target-value';

/** Stands for a value that a mapping redacts, in the words of the service (entra-mapping-language.md 3.4, `Redact`). */
export const redactedText = '[Redact]';

/** A value as log, plan and window show it; null: none. */
export const shownValue = (value: TargetValue | null): string | null =>
  value === null ? null : typeof value === 'object' ? value.map(elementName).join(', ') : String(value);

/** A value that may be one that is never shown. */
export const shownUnless = (redacted: boolean | undefined, value: TargetValue | null): string | null =>
  redacted === true && value !== null ? redactedText : shownValue(value);

/** A change as it is shown: neither the old nor the new value of one that is redacted. */
export const shownChange = (change: {
  readonly path: string;
  readonly from: TargetValue | null;
  readonly to: TargetValue | null;
  readonly redacted?: true;
}) => ({
  attribute: change.path,
  from: shownUnless(change.redacted, change.from),
  to: shownUnless(change.redacted, change.to),
});
