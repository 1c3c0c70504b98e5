import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Outcome, success } from '../../shared/outcome';
import { openDatabase } from './database';

/**
 * One cycle at a time for a job, over all processes. The lock is a tiny database held exclusively, so it dies with its
 * process; the file beside it says who holds it, for the message.
 */
export interface JobLock {
  release(): void;
}

const ownerShape = z.object({ what: z.string(), process: z.number(), since: z.string() });

export function takeJobLock(folder: string, what: string, now: () => number): Outcome<JobLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ownerFile = join(folder, 'owner.json');
  const database = openDatabase(join(folder, 'lock.db'), { timeoutMs: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    database.close();
    return { ok: false, problem: { kind: 'job-busy', owner: readOwner(ownerFile) } };
  }
  const owner = { what, process: process.pid, since: new Date(now()).toISOString() };
  try {
    writeFileSync(ownerFile, JSON.stringify(owner), { mode: 0o600 });
  } catch (error) {
    database.close();
    throw error;
  }
  return success({
    release() {
      rmSync(ownerFile, { force: true });
      database.exec('ROLLBACK');
      database.close();
    },
  });
}

/** Who works on the job just now, as it would be told; null: nobody. Takes no lock, and so is in nobody's way. */
export function jobOwner(folder: string): string | null {
  const owner = parseOwner(join(folder, 'owner.json'));
  return owner !== null && isAlive(owner.process) ? ownerText(owner) : null;
}

type Owner = z.infer<typeof ownerShape>;

const ownerText = ({ what, process: id, since }: Owner): string => `${what}, process ${id}, since ${since}`;

function readOwner(file: string): string {
  const owner = parseOwner(file);
  return owner === null ? 'Another process' : ownerText(owner);
}

function parseOwner(file: string): Owner | null {
  try {
    return ownerShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** A process that was killed leaves its file behind. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
