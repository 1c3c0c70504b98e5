import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../shared/expression/compile';
import { functionRows, unsupportedFunctions } from '../../../shared/expression/functions';
import { parseExpression } from '../../../shared/expression/parse';
import { printExpression } from '../../../shared/expression/print';
import { isList, valueText } from '../../../shared/expression/value';
import { testSurroundings } from '../../surroundings';
import { readTable } from '../../tables/read-table';
import { judge, type Vector } from './judge-vector';

const vectors = readTable('expression-vectors') as readonly Vector[];
const ours = readTable('expression-rows') as readonly Vector[];
const reviewed = readTable('reviewed-expressions') as readonly Vector[];

const functionsIn = (expression: string): string[] =>
  [...expression.replace(/"(?:\\.|[^"\\])*"/g, '""').matchAll(/([A-Za-z]\w*)\s*\(/g)].map((match) => match[1] ?? '');

describe("Microsoft's published examples", () => {
  test('all of them are here', () => expect(vectors).toHaveLength(151));
  test.each(vectors)('$function: $expression ($from)', judge);

  test.each([...vectors, ...ours])('printing and reading again changes nothing: $expression', ({ expression }) => {
    const { tree } = parseExpression(expression);
    if (tree === null) throw new Error('no tree');
    const printed = printExpression(tree);
    const again = parseExpression(printed);
    expect(again.tree === null ? null : printExpression(again.tree)).toBe(printed);
  });

  test.each(functionRows)('$name has a published example', ({ name }) => {
    expect(vectors.some((vector) => functionsIn(vector.expression).includes(name))).toBe(true);
  });
});

describe('the rules beyond the published examples', () => {
  test.each(ours)('$function: $expression ($from)', judge);
  test.each(reviewed)('$function of $source: $expression ($from)', judge);
});

describe('the help of a function is true', () => {
  test.each(functionRows)('the example of $name comes to what it says', (row) => {
    const { tree, faults } = parseExpression(row.example);
    expect(faults.filter((fault) => fault.severity === 'error')).toEqual([]);
    if (tree === null) throw new Error('no tree');
    const evaluation = compileExpression(tree, testSurroundings()).evaluate(
      (name) => row.exampleSource?.[name] ?? null,
    );
    if (evaluation.kind === 'ignore' || evaluation.kind === 'error') throw new Error(JSON.stringify(evaluation));
    const result = evaluation.kind === 'candidates' ? evaluation.values : evaluation.value;
    expect(isList(result) ? result : valueText(result)).toEqual(row.exampleResult);
  });

  test.each(functionRows)('the example of $name names all that it reads', (row) => {
    const read = [...row.example.matchAll(/\[(\w+)\]/g)].map((match) => match[1]);
    expect(Object.keys(row.exampleSource ?? {}).sort()).toEqual([...new Set(read)].sort());
  });

  test.each(functionRows)('each argument of $name is explained', ({ parameters, remarks = 'One.' }) => {
    for (const { help } of parameters) expect(help).toMatch(/^[A-Z].*\.$/);
    expect(remarks).toMatch(/^\S.*\.$/);
  });

  test.each(unsupportedFunctions)('%s is known, and refused with its reason', (name) => {
    const { tree, faults } = parseExpression(`${name}([mail])`);
    expect(tree).toBeNull();
    expect(faults[0]?.message).toMatch(
      new RegExp(`^${name} is a function of the service that Inseam does not evaluate: .{20,}\\.$`),
    );
  });
});
