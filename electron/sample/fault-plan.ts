import type { WireRequest } from './answer';
import type { Fault } from './faults/fault';

/** The faults that are switched on. Without any, a sample server behaves. */
export class FaultPlan {
  readonly #planned: { fault: Fault; pass: number; left: number | null }[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, pass: fault.after, left: fault.times });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  /** Those still to come, for the admin endpoint. */
  pending(): { kind: string; match: Fault['match']; left: number | null }[] {
    return this.#planned.map(({ fault, left }) => ({ kind: fault.kind, match: fault.match, left }));
  }

  /** The fault that meets this request, counted as used; null: none does. The first that was added wins. */
  take(request: Pick<WireRequest, 'method' | 'url'>): Fault | null {
    for (const [index, planned] of this.#planned.entries()) {
      if (!meets(planned.fault.match, request)) continue;
      if (planned.pass > 0) {
        planned.pass -= 1;
        continue;
      }
      if (planned.left !== null) {
        planned.left -= 1;
        if (planned.left === 0) this.#planned.splice(index, 1);
      }
      return planned.fault;
    }
    return null;
  }
}

function meets({ method, pathIncludes }: Fault['match'], request: Pick<WireRequest, 'method' | 'url'>): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  return pathIncludes === undefined || decoded(request.url).includes(pathIncludes);
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
}
