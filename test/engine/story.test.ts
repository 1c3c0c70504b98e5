import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCommandLine, type CommandLine, filesBelow } from './built-command-line';

let line: CommandLine;
beforeAll(async () => {
  line = await buildCommandLine();
});
afterAll(() => line?.remove());

test('a year in the sample company is told by its log, touches no settings, and takes nobody’s access by mistake', async () => {
  const ownHome = `${line.folder}/untouched`;
  const { status, out, err } = await line.run(['story'], { INSEAM_HOME: ownHome });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(() => filesBelow(ownHome)).toThrow('ENOENT');
  const months = out.match(/^[A-Z][a-z]+ 2026$/gm);
  expect(months).toHaveLength(12);
  for (const told of [
    'Konstantinos Papadopoulos: The userName would be 39 characters; BlueJeans takes at most 30.',
    'Konstantinos Papadopoulos: a new account.',
    'Priya Nair: disabled. Sign-in is blocked for Priya Nair.',
    'BlueJeans does not accept this token.',
    'family name: Smith → Lindqvist',
    'Inês Duarte: brought up to date (manager: Aleksandra Novak).',
    '12 people: the removal is held, for too many would lose access at once.',
    '12 people whose removal was held are in scope again.',
    'All licences are in use',
    'Chloé Lefèvre: enabled again.',
    'Teguh: deleted. Teguh was deleted for good in Microsoft Entra ID.',
    'Ravi Subramanian: nothing is sent.',
    'Nobody lost access by mistake',
  ])
    expect(out).toContain(told);
});
