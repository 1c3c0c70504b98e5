import { targetId } from '../../shared/ids';
import { success } from '../../shared/outcome';
import type { Target } from '../edges';

/**
 * Stands in for the target in a dry run: it reads the real one and remembers what would be written, so that later
 * look-ups agree with it. Nothing along the way can tell.
 */
export function recordOnly(target: Target): Target {
  let created = 0;
  return {
    find: (path, value, signal) => target.find(path, value, signal),
    searchBy: (path, signal) => target.searchBy(path, signal),
    list: (signal) => target.list(signal),
    read: (id, signal) => target.read(id, signal),
    async create() {
      created += 1;
      return success({ id: targetId(`planned-${created}`), resource: null, adopted: false });
    },
    async update() {
      return success({ resource: null, refused: [] });
    },
    async remove() {
      return success('removed');
    },
    requests: target.requests,
    close: () => target.close(),
  };
}
