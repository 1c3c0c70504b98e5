import { census } from './census';
import { check } from './check';
import type { Command } from './command';
import { deletions } from './deletions';
import { demo } from './demo';
import { evaluate } from './evaluate';
import { explain } from './explain';
import { functions } from './functions';
import { hold } from './hold';
import { init } from './init';
import { logs } from './logs';
import { plan } from './plan';
import { provision } from './provision';
import { release } from './release';
import { restart } from './restart';
import { revert } from './revert';
import { schema } from './schema';
import { serve } from './serve';
import { simulate } from './simulate';
import { status } from './status';
import { story } from './story';
import { sync } from './sync';
import { versions } from './versions';

/** The commands, in the order in which help lists them. To add one: its file, and a line here. */
export const commands: readonly Command[] = [
  init,
  check,
  plan,
  sync,
  provision,
  explain,
  status,
  logs,
  deletions,
  hold,
  release,
  restart,
  revert,
  census,
  schema,
  evaluate,
  functions,
  versions,
  serve,
  simulate,
  demo,
  story,
];
