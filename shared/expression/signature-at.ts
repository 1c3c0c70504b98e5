import { callAt } from './call-at';
import type { TextRange } from './expression';
import { findFunction } from './functions';
import { type FunctionRow, type Parameter, parameterAt, signatureOf } from './functions/function-row';
import { tokenize } from './tokenize';

/** Which call a caret is in, and at which of its parameters: what an editor shows while somebody fills it in. */
export interface SignatureAt {
  readonly row: FunctionRow;
  /** As `Left(string, numChars)`. */
  readonly signature: string;
  /** The name of the call in the text. */
  readonly nameRange: TextRange;
  /** Which argument the caret is in, from 0. */
  readonly place: number;
  /** null: the function takes no so many arguments. */
  readonly parameter: Parameter | null;
  /** Where the parameter stands within `signature`; null where there is no parameter. */
  readonly parameterRange: TextRange | null;
}

/** null: the caret is in no call of a known function. */
export function signatureAt(text: string, position: number): SignatureAt | null {
  const call = callAt(tokenize(text).tokens, position);
  const row = call === null ? undefined : findFunction(call.name);
  if (call === null || row === undefined) return null;
  const parameter = parameterAt(row, call.place) ?? null;
  const signature = signatureOf(row);
  return {
    row,
    signature,
    nameRange: call.nameRange,
    place: call.place,
    parameter,
    parameterRange: parameter === null ? null : rangeInSignature(row, row.parameters.indexOf(parameter)),
  };
}

function rangeInSignature(row: FunctionRow, index: number): TextRange {
  const before = row.parameters.slice(0, index).map(written);
  const start = row.name.length + 1 + before.reduce((length, name) => length + name.length + ', '.length, 0);
  const parameter = row.parameters[index];
  return { start, end: start + (parameter === undefined ? 0 : written(parameter).length) };
}

const written = ({ name, optional }: Parameter): string => `${name}${optional ? '?' : ''}`;
