import { z } from 'zod';
import { type Answer, jsonAnswer, type WireRequest } from '../answer';
import { badRequest } from './graph-refusal';
import { jsonOf } from './send-mail';

const innerRequest = z.object({
  id: z.string().min(1),
  method: z.string(),
  url: z.string().startsWith('/'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).default([]),
});
const batch = z.object({ requests: z.array(innerRequest).min(1) });

const maxRequests = 20;

/** `POST /$batch` (Microsoft Graph, "Combine multiple HTTP requests using JSON batching"): answers in any order. */
export async function answerBatch(
  outer: Pick<WireRequest, 'headers' | 'body'>,
  serveInner: (request: WireRequest) => Promise<Answer>,
): Promise<Answer> {
  const read = batch.safeParse(jsonOf(outer.body));
  if (!read.success) throw badRequest(`Invalid batch payload format. ${z.prettifyError(read.error)}`);
  const { requests } = read.data;
  if (requests.length > maxRequests) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${maxRequests}.`);
  }
  if (new Set(requests.map(({ id }) => id)).size < requests.length) {
    throw badRequest('Invalid batch payload format: every request needs an id of its own.');
  }
  const statuses = new Map<string, number>();
  const responses: object[] = [];
  for (const inner of requests) {
    const failed = inner.dependsOn.some((id) => (statuses.get(id) ?? 424) >= 400);
    const answer = failed ? failedDependency : await serveInner(wireRequest(inner, outer.headers));
    statuses.set(inner.id, answer.status);
    responses.push({ id: inner.id, status: answer.status, headers: capitalised(answer), ...bodyOf(answer) });
  }
  return jsonAnswer(200, { responses: responses.reverse() });
}

const failedDependency: Answer = jsonAnswer(424, {
  error: { code: 'FailedDependency', message: 'A request that this one depends on failed.' },
});

function wireRequest(inner: z.output<typeof innerRequest>, outer: WireRequest['headers']): WireRequest {
  const own = Object.entries(inner.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: inner.method.toUpperCase(),
    url: `/v1.0${inner.url}`,
    headers: { host: outer.host, authorization: outer.authorization, ...Object.fromEntries(own) },
    body: Buffer.from(inner.body === undefined ? '' : JSON.stringify(inner.body)),
  };
}

function capitalised(answer: Answer): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [
      name.replaceAll(/(^|-)[a-z]/g, (letters) => letters.toUpperCase()),
      String(value),
    ]),
  );
}

function bodyOf(answer: Answer): { body?: unknown } {
  const text = answer.body.toString();
  if (text === '') return {};
  const isJson = String(answer.headers['content-type'] ?? '').includes('json');
  return { body: isJson ? JSON.parse(text) : text };
}
