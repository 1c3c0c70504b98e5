import { request } from 'node:http';
import type { z } from 'zod';
import type { AdminCall } from './admin-server';

/** The calls of an admin endpoint as functions: the same names and arguments, each answer behind a promise. */
export type AdminClient<Calls extends Readonly<Record<string, AdminCall>>> = {
  readonly [Name in keyof Calls]: (
    ...args: z.input<Calls[Name]['args']> extends infer Args extends readonly unknown[] ? Args : never
  ) => Promise<Awaited<ReturnType<Calls[Name]['run']>>>;
};

/**
 * A client made of the calls' types alone: the table itself, with the server behind it, need not be loaded here.
 * A call that is refused rejects with the endpoint's own words.
 */
export function adminClient<Calls extends Readonly<Record<string, AdminCall>>>(address: string): AdminClient<Calls> {
  return new Proxy({} as AdminClient<Calls>, {
    get: (_target, name) =>
      // A client that answered to `then` would be taken for a promise wherever it is awaited.
      typeof name === 'string' && name !== 'then'
        ? (...args: unknown[]) => post(`${address}/${name}`, args)
        : undefined,
  });
}

function post(url: string, args: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify(args);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const read = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { value?: unknown; error?: string };
          if (answer.statusCode === 200) resolve(read.value);
          else reject(new Error(read.error ?? `The admin endpoint answered ${answer.statusCode}`));
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
