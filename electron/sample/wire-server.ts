import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Delivery, deliver, delivered, jsonAnswer, readBody, type Serve } from './answer';
import type { FaultPlan } from './fault-plan';
import type { FaultSide } from './faults/fault';
import { Recording, type RecordingOptions } from './recording';

export interface WireServerOptions {
  readonly side: FaultSide;
  readonly serve: Serve;
  /** 0: any free port. */
  readonly port: number;
  /** null: plain http. */
  readonly tls: { readonly key: string; readonly cert: string } | null;
  readonly recording: RecordingOptions;
  readonly faults: FaultPlan;
}

export interface WireServer {
  /** Such as `https://127.0.0.1:40123`. */
  readonly origin: string;
  readonly faults: FaultPlan;
  readonly recording: Recording;
  close(): Promise<void>;
}

/** A server on 127.0.0.1 that records what it is asked and lets faults meet the requests on their way. */
export async function openWireServer(options: WireServerOptions): Promise<WireServer> {
  const { side, serve, tls, faults } = options;
  const recording = new Recording(options.recording);

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming;
    const request = { method, url, headers, body: await readBody(incoming) };
    const entry = recording.add(request);
    const fault = faults.take(request);
    entry.fault = fault?.kind ?? null;
    const delivery: Delivery =
      fault === null ? delivered(await serve(request)) : await fault.wrap(() => serve(request), side, url);
    entry.status = delivery.kind === 'reset' ? null : delivery.answer.status;
    deliver(delivery, response);
  }

  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    answer(incoming, response).catch((error: unknown) => {
      // A defect of the sample, or a client that went away in mid-request: the latter reads nothing any more.
      if (response.headersSent || incoming.destroyed) response.destroy();
      else deliver(delivered(jsonAnswer(500, { defect: String(error) })), response);
    });
  };
  const server = tls === null ? createServer(listener) : createSecureServer({ ...tls }, listener);
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls === null ? 'http' : 'https'}://127.0.0.1:${port}`,
    faults,
    recording,
    close: () => closeServer(server),
  };
}

export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
