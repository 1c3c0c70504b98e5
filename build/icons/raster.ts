import { deflateSync } from 'node:zlib';

/**
 * A small painter: shapes on a 20 by 20 field become a PNG of any size, with smooth edges. It exists so that the icons
 * have their source in the repository and need no drawing program and no package.
 */

/** Whether a point of the field (20 by 20, y downwards) is inside. */
export type Shape = (x: number, y: number) => boolean;
/** Red, green, blue 0 to 255; null takes away what was painted before. */
export type Ink = readonly [number, number, number] | null;
export interface Layer {
  readonly shape: Shape;
  readonly ink: Ink;
}

export const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) <= radius;

export const box =
  (left: number, top: number, right: number, bottom: number, radius: number): Shape =>
  (x, y) => {
    const dx = Math.max(left + radius - x, x - (right - radius), 0);
    const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
    return x >= left && x <= right && y >= top && y <= bottom && Math.hypot(dx, dy) <= radius;
  };

/** A stroke with round ends. */
export const line =
  (x1: number, y1: number, x2: number, y2: number, width: number): Shape =>
  (x, y) => {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) <= width / 2;
  };

/** A part of a ring, clockwise between two angles in degrees, 0 at the top. */
export const arc =
  (cx: number, cy: number, radius: number, width: number, from: number, to: number): Shape =>
  (x, y) => {
    const angle = ((Math.atan2(x - cx, cy - y) * 180) / Math.PI + 360) % 360;
    return Math.abs(Math.hypot(x - cx, y - cy) - radius) <= width / 2 && angle >= from && angle <= to;
  };

export const both =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    a(x, y) && b(x, y);

const field = 20;
const samples = 8;

/** The layers painted over one another, as a PNG of `size` by `size` pixels with transparency. */
export function png(layers: readonly Layer[], size: number): Buffer {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      rows.set(pixel(layers, column, row, size), row * (size * 4 + 1) + 1 + column * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The mean of the samples inside one pixel; colour is weighted by how much of it there is. */
function pixel(layers: readonly Layer[], column: number, row: number, size: number): [number, number, number, number] {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < samples * samples; i += 1) {
    const x = ((column + ((i % samples) + 0.5) / samples) / size) * field;
    const y = ((row + (Math.floor(i / samples) + 0.5) / samples) / size) * field;
    let ink: Ink = null;
    for (const layer of layers) if (layer.shape(x, y)) ink = layer.ink;
    if (ink === null) continue;
    covered += 1;
    ink.forEach((value, index) => {
      sum[index] = (sum[index] ?? 0) + value;
    });
  }
  const [red = 0, green = 0, blue = 0] = sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered)));
  return [red, green, blue, Math.round((covered / (samples * samples)) * 255)];
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, sum]);
}

/** CRC-32 as PNG asks for it (PNG specification, annex D). */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
