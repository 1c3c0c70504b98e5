import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type Answer, deliver, delivered, jsonAnswer, readBody } from './answer';
import { closeServer, listen } from './wire-server';

/**
 * The endpoint behind which a sample server's world is changed: `POST /admin/<call>` with a JSON array of arguments,
 * `GET /admin/<call>` where there are none. It answers `{ "value": … }`, or 400 with `{ "error": … }`.
 */

export interface AdminCall {
  readonly args: z.ZodType<unknown[]>;
  readonly run: (...args: never[]) => unknown;
}
export type AdminCalls = Readonly<Record<string, AdminCall>>;

/** What the admin asked for cannot be done: "Nobody is called …". Its message goes back to the caller. */
export class AdminRefusal extends Error {}

/** A call with its arguments' schemas. */
export function adminCall<const Args extends readonly z.ZodType[], Result>(
  args: Args,
  run: (...args: { [Index in keyof Args]: z.output<Args[Index]> }) => Result,
) {
  return { args: z.tuple(args as unknown as [z.ZodType, ...z.ZodType[]]), run } as {
    readonly args: z.ZodType<
      { [Index in keyof Args]: z.output<Args[Index]> } & unknown[],
      { [Index in keyof Args]: z.input<Args[Index]> }
    >;
    readonly run: typeof run;
  };
}

export interface AdminServer {
  /** Such as `http://127.0.0.1:40124/admin`. */
  readonly address: string;
  close(): Promise<void>;
}

export async function openAdminServer(calls: AdminCalls, port: number): Promise<AdminServer> {
  const server = createServer((incoming, response) => {
    answer(calls, incoming, response).catch(() => response.destroy());
  });
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  return { address: `http://127.0.0.1:${bound}/admin`, close: () => closeServer(server) };
}

async function answer(calls: AdminCalls, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  const result = isOurs(incoming) ? await run(calls, incoming, body) : refuse(403, 'Ask as 127.0.0.1, with JSON');
  deliver(delivered(result), response);
}

/** A web page in a browser on this machine reaches loopback too: a foreign Host or a form post is not for us. */
function isOurs({ method, headers, socket }: IncomingMessage): boolean {
  const host = headers.host === `127.0.0.1:${socket.localPort}` || headers.host === `localhost:${socket.localPort}`;
  return host && (method === 'GET' || headers['content-type'] === 'application/json');
}

async function run(calls: AdminCalls, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const name = /^\/admin\/([A-Za-z]+)$/.exec(incoming.url ?? '')?.[1];
  const call = name !== undefined && Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (call === undefined) return refuse(404, `Known calls: ${Object.keys(calls).join(', ')}`);
  const args = call.args.safeParse(incoming.method === 'GET' ? [] : parsed(body));
  if (!args.success) return refuse(400, z.prettifyError(args.error));
  try {
    const value = await call.run(...(args.data as never[]));
    return jsonAnswer(200, { value: value ?? null });
  } catch (error) {
    if (error instanceof AdminRefusal) return refuse(400, error.message);
    return refuse(500, String(error));
  }
}

const refuse = (status: number, error: string): Answer => jsonAnswer(status, { error });

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
