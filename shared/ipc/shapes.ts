import { z } from 'zod';

/** The small shapes that calls of more than one group share. */

export const strict = z.strictObject;
export const job = z.string().min(1).max(64);
export const id = z.string().min(1).max(256);
export const text = z.string().max(4096);
export const none = strict({});
export const done = strict({});
export const count = z.number().int().nonnegative();
export const instant = z.string().max(40);
export const secretName = z.enum(['target-token', 'entra-client-secret', 'entra-certificate-key', 'smtp-password']);

/** Shapes whose type is kept in shared/: checked to be plain JSON objects; the sender builds them from typed values. */
export const typed = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

export const words = strict({
  title: z.string(),
  /** What it means for people's access. */
  meaning: z.string(),
  nextStep: z.string(),
  /** The button for the likeliest next step; null: none. */
  action: z
    .enum([
      'enter-token',
      'test-again',
      'check-address',
      'network-settings',
      'replace-secret',
      'open-consent',
      'unlock-keychain',
      'open-settings-file',
      'open-scope',
      'open-mapping',
      'try-again',
      'make-plan',
    ])
    .nullable(),
});
export type ProblemWords = z.infer<typeof words>;

export const paged = { offset: count, limit: z.number().int().min(1).max(200) };

export const person = strict({ id, name: z.string(), mail: z.string(), department: z.string().nullable() });
export type PersonView = z.infer<typeof person>;
