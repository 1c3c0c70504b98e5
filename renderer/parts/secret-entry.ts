import { type RefObject, useCallback, useRef, useState } from 'react';
import type { ChosenCertificate, GivenSecret, ProblemWords } from '../../shared/ipc/contract';
import { call } from '../bridge/bridge';

/** A secret that is being entered. It stays in its field, or with the main process, and is asked for when it is needed. */
export interface SecretEntry {
  readonly filled: boolean;
  /** null: there is none yet. */
  readonly given: () => GivenSecret | null;
  /** Once it was kept. */
  readonly empty: () => void;
  readonly focus: () => void;
}

/** In a field of one line. */
export interface LineEntry extends SecretEntry {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly edited: (filled: boolean) => void;
}

/** A certificate with its private key: pasted into a field of several lines, or in a file that the main process reads. */
export interface CertificateEntry extends SecretEntry {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly edited: (filled: boolean) => void;
  readonly chosen: ChosenCertificate | null;
  /** Why what was chosen cannot be used. */
  readonly problem: ProblemWords | null;
  readonly choosing: boolean;
  readonly choose: () => void;
  readonly pasteInstead: () => void;
}

const typedIn = (field: HTMLInputElement | HTMLTextAreaElement | null): GivenSecret | null => {
  const value = field?.value.trim() ?? '';
  return value === '' ? null : { kind: 'typed', value };
};

/** `onEdit`: what was entered before is not what stands there any more. */
export function useLineEntry(onEdit: () => void): LineEntry {
  const field = useRef<HTMLInputElement>(null);
  const focus = useCallback(() => field.current?.focus(), []);
  const [filled, setFilled] = useState(false);
  return {
    field,
    filled,
    edited: (now) => {
      setFilled(now);
      onEdit();
    },
    given: () => typedIn(field.current),
    empty: () => {
      if (field.current !== null) field.current.value = '';
      setFilled(false);
    },
    focus,
  };
}

/** As {@link useLineEntry}, for the certificate of a job. */
export function useCertificateEntry(job: string, onEdit: () => void): CertificateEntry {
  const field = useRef<HTMLTextAreaElement>(null);
  const focus = useCallback(() => field.current?.focus(), []);
  const [filled, setFilled] = useState(false);
  const [chosen, setChosen] = useState<ChosenCertificate | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [choosing, setChoosing] = useState(false);

  const choose = async () => {
    setChoosing(true);
    const reply = await call('secret.chooseCertificate', { job });
    setChoosing(false);
    if (reply.ok && reply.value.chosen === null && reply.value.problem === null) return;
    setChosen(reply.ok ? reply.value.chosen : null);
    setProblem(reply.ok ? reply.value.problem : reply.error);
    // The field is gone where a file stands in its place, and what was typed with it.
    if (reply.ok && reply.value.chosen !== null) setFilled(false);
    onEdit();
  };

  return {
    field,
    filled: filled || chosen !== null,
    chosen,
    problem,
    choosing,
    edited: (now) => {
      setFilled(now);
      setProblem(null);
      onEdit();
    },
    choose: () => {
      if (!choosing) void choose();
    },
    pasteInstead: () => {
      setChosen(null);
      onEdit();
    },
    given: () => (chosen === null ? typedIn(field.current) : { kind: 'file' }),
    empty: () => {
      if (field.current !== null) field.current.value = '';
      setFilled(false);
      setChosen(null);
    },
    focus,
  };
}
