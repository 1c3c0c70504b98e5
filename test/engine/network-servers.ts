import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { generate } from 'selfsigned';

/** Real servers on loopback, each with whatever certificate a test wants, and all closed together at its end. */

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

interface Validity {
  readonly from?: Date;
  readonly to?: Date;
  readonly names?: readonly string[];
}

const ec = { keyType: 'ec', algorithm: 'sha256' } as const;

export async function makeAuthority(name = 'Test authority'): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    ...ec,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key: made.private, cert: made.cert };
}

/** A server certificate; without an authority it is signed by itself. */
export async function makeCertificate(authority: Certificate | null, validity: Validity = {}): Promise<Certificate> {
  const names = validity.names ?? ['localhost'];
  const made = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
    ...ec,
    ...(authority === null ? {} : { ca: { key: authority.key, cert: authority.cert } }),
    ...(validity.from === undefined ? {} : { notBeforeDate: validity.from }),
    ...(validity.to === undefined ? {} : { notAfterDate: validity.to }),
    extensions: [
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map((value) => ({ type: 2 as const, value })),
          ...(validity.names === undefined ? [{ type: 7 as const, ip: '127.0.0.1' }] : []),
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}

const open = new Set<{ server: Server; sockets: Set<Socket> }>();

/** Starts a server on a free port of 127.0.0.1 and answers the port. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.add({ server, sockets });
  return (server.address() as AddressInfo).port;
}

export async function closeServers(): Promise<void> {
  for (const { server, sockets } of open) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
  open.clear();
}

export const httpsServer = (certificate: Certificate, listener: RequestListener): Promise<number> =>
  listen(createHttpsServer({ key: certificate.key, cert: certificate.cert }, listener));

export const httpServer = (listener: RequestListener): Promise<number> => listen(createHttpServer(listener));

/** Speaks bytes: for answers that no HTTP library would send. */
export const tcpServer = (answer: (socket: Socket) => void): Promise<number> => listen(createTcpServer(answer));

export interface Proxy {
  readonly port: number;
  /** The authorities asked for with CONNECT. */
  readonly asked: string[];
  /** The Proxy-Authorization of each. */
  readonly authorizations: (string | undefined)[];
}

/** What a proxy wants of whoever asks it. */
export interface ProxySignIn {
  /** The values of Proxy-Authenticate that it refuses with. */
  readonly challenges: readonly string[];
  /** The Proxy-Authorization that it lets through; absent: none. */
  readonly takes?: string;
}

/** A CONNECT proxy. Every host leads to `port` on loopback; with a status it refuses. */
export async function connectProxy(port: number, status = 200, signIn: ProxySignIn | null = null): Promise<Proxy> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createHttpServer();
  server.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '');
    authorizations.push(request.headers['proxy-authorization']);
    if (signIn !== null && (signIn.takes === undefined || request.headers['proxy-authorization'] !== signIn.takes)) {
      const challenges = signIn.challenges.map((challenge) => `proxy-authenticate: ${challenge}\r\n`).join('');
      return client.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${challenges}content-length: 0\r\n\r\n`);
    }
    if (status !== 200) return client.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`);
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    return undefined;
  });
  return { port: await listen(server), asked, authorizations };
}
