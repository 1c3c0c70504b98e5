import type { VersionView } from '../../shared/ipc/versions-calls';
import { expectHeadingsInOrder } from './heading-order';
import { answersFor, at, job, state } from './stage/oxbow';
import { type Answers, expect, test } from './stage/stage';

const address = `#/${job}/history?kind=versions`;
const inStep = state({ kind: 'in-step' });

const version = (number: number, when: string, summary: string, more: Partial<VersionView> = {}): VersionView => ({
  number,
  at: when,
  author: 'it.admin',
  through: 'window',
  restores: null,
  summary,
  current: false,
  ...more,
});
const all: readonly VersionView[] = [
  version(5, at('11:22'), '2 attributes and 1 filter changed', { current: true }),
  version(4, at('10:40'), '1 attribute changed', { restores: 2 }),
  version(3, at('16:02', 1), 'The order of matching changed', { through: 'command-line', author: 'root' }),
  version(2, at('09:15', 4), 'The scope and 2 groups changed', { through: 'file' }),
  version(1, at('14:02', 12), 'Default mapping of BlueJeans'),
];
const would = [
  { what: 'title', from: 'department', to: 'jobTitle' },
  {
    what: 'userName',
    from: 'Join("", NormalizeDiacritics(StripSpaces(Join(".", [givenName], [surname]))), "@oxbow.example")',
    to: 'userPrincipalName',
  },
  { what: 'phoneNumbers[type eq "work"].value', from: null, to: 'telephoneNumber' },
  { what: 'Filter “Sales”', from: 'department EQUALS Sales', to: null },
];
const answers = (versions: readonly VersionView[] = all, more: Answers = {}): Answers => ({
  'versions.list': () => ({ versions: [...versions] }),
  'versions.show': ({ number }) => ({
    changed: number === 1 ? [] : would.slice(0, 2),
    wouldChange: would,
    problem: null,
  }),
  ...more,
});

test('every version has who saved it and what it changed; rolling back shows what it changes first', async ({
  stage,
}) => {
  const { page } = stage;
  await stage.open(address, answersFor(inStep, answers()));
  const table = page.getByRole('table', { name: 'Mapping and scope versions' });
  await expect(page.getByRole('button', { name: 'Mapping and scope versions' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  for (const name of [
    /^5 Today 11:22 it\.admin 2 attributes and 1 filter changed In use$/,
    /^4 Today 10:40 it\.admin 1 attribute changed ?Back to version 2 Roll back… to version 4$/,
    /^3 Yesterday 16:02 root ?on the command line The order of matching changed/,
    /^2 .* it\.admin ?in the settings file The scope and 2 groups changed/,
    /^1 19 February 14:02 it\.admin Default mapping of BlueJeans/,
  ])
    await expect(table.getByRole('row', { name })).toBeVisible();
  const newest = table.getByRole('button', { name: '2 attributes and 1 filter changed' });
  await newest.click();
  await expect(newest).toHaveAttribute('aria-expanded', 'true');
  await expect(table.getByRole('list', { name: 'What version 5 changed' }).getByRole('listitem')).toHaveCount(2);
  await expectHeadingsInOrder(page);
  await stage.draw('versions');
  await stage.expectAccessible();

  const open = table.getByRole('button', { name: 'Roll back… to version 3' });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog', { name: 'Roll back to version 3?' });
  await expect(dialog.getByRole('listitem').first()).toHaveText('titledepartmentjobTitle');
  await expect(dialog.getByText('Everyone is checked again in the next cycle.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await stage.draw('versions-roll-back');
  await stage.expectAccessible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();
  expect(stage.asked.some(({ verb }) => verb === 'versions.restore')).toBe(false);

  const refused = {
    title: 'The mapping cannot be used',
    meaning: 'BlueJeans cannot search by title. Nothing was changed.',
    nextStep: 'Choose userName.',
    action: null,
  };
  stage.change({ 'versions.restore': () => ({ problem: refused }) });
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Roll back to version 3' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The mapping cannot be used');
  const after = version(6, at('14:04'), '2 attributes and 1 filter changed', { restores: 3, current: true });
  stage.change({
    'versions.restore': () => ({ problem: null }),
    'versions.list': () => ({ versions: [after, ...all.map((each) => ({ ...each, current: false }))] }),
  });
  await dialog.getByRole('button', { name: 'Roll back to version 3' }).click();
  await expect(page.getByText('Version 3 is in use again.', { exact: true })).toBeVisible();
  await stage.tell({ kind: 'job.state', state: inStep });
  await expect(table.getByRole('row', { name: /^6 .* Back to version 3 In use$/ })).toBeVisible();
  expect(stage.asked.find(({ verb }) => verb === 'versions.restore')?.request).toEqual({ job, number: 3 });
});

test('what cannot be put back says why; the very same says so; neither can be chosen', async ({ stage }) => {
  const { page } = stage;
  const problem = {
    title: 'The mapping cannot be used',
    meaning: 'title: BlueJeans cannot search by title, so existing accounts could not be found.',
    nextStep: 'Choose userName.',
    action: null,
  };
  await stage.open(
    address,
    answersFor(
      inStep,
      answers(all, {
        'versions.show': ({ number }) =>
          number === 4 ? { changed: [], wouldChange: [], problem: null } : { changed: [], wouldChange: would, problem },
      }),
    ),
  );
  await page.getByRole('button', { name: 'Roll back… to version 4' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText('It says the same as what is in use. Nothing would change.')).toBeVisible();
  await expect(dialog.getByRole('button')).toHaveText(['Close']);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Roll back… to version 2' }).click();
  await expect(dialog.getByRole('alert')).toContainText('BlueJeans cannot search by title');
  await expect(dialog.getByRole('button')).toHaveText(['Close']);
});

test('before any version it says so; what cannot be read is tried again; a wait has its place', async ({ stage }) => {
  const { page } = stage;
  await stage.open(address, answersFor(inStep, answers([])));
  await expect(page.getByText('No versions yet.')).toBeVisible();
  const refused = { title: 'The disk is full', meaning: '', nextStep: 'Free 200 MB and try again.', action: null };
  await stage.open(address, answersFor(inStep, { 'versions.list': () => ({ refused }) }));
  await expect(page.getByText('This could not be read.')).toBeVisible();
  stage.change(answers());
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('row', { name: /^5 Today 11:22/ })).toBeVisible();
  await stage.open(address, answersFor(inStep, answers()), { size: 'zoomed' });
  await expect(page.getByRole('button', { name: 'Roll back… to version 4' })).toBeInViewport();
  await stage.picture('zoomed-versions');
});
