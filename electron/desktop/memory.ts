import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const shape = z.object({
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
    .nullable()
    .catch(null),
  maximised: z.boolean().catch(false),
  /** The notice "Inseam keeps running here" was shown. */
  closeWasExplained: z.boolean().catch(false),
});
/** What the window remembers of itself. No setting: it may be lost at any time without harm. */
export type WindowMemory = z.infer<typeof shape>;

const nothing: WindowMemory = { bounds: null, maximised: false, closeWasExplained: false };

export function recallWindow(file: string): WindowMemory {
  try {
    const found = shape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return found.success ? found.data : nothing;
  } catch {
    return nothing;
  }
}

/** Written beside and moved into place; a disk that is full costs the memory and nothing else. */
export function rememberWindow(file: string, memory: WindowMemory): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(memory));
    renameSync(`${file}.new`, file);
  } catch {
    // Nothing depends on it.
  }
}
