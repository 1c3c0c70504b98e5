import { inspect } from 'node:util';

/** Holds a secret so that it cannot be printed by mistake: in text, JSON and inspection it is `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** Called where a header or a sign-in is built, and nowhere before. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
