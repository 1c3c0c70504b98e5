import { expectHeadingsInOrder } from './heading-order';
import { expect, type Stage, test } from './stage/stage';
import { draftAnswers, job } from './wizard-answers';

const page = `#/${job}/mapping`;
const answers = (more = {}) => draftAnswers({ setupStep: null, tokenState: 'set' }, more);
const option = (stage: Stage, name: string) => stage.page.getByRole('option', { name: new RegExp(name) });
const saveButton = (stage: Stage) => stage.page.getByRole('button', { name: /^Save \d+ changes?…$/ });
const expression = (stage: Stage) => stage.page.getByRole('textbox', { name: 'Expression for userName' });
const asked = (stage: Stage, verb: string) => stage.asked.filter((call) => call.verb === verb);

test('each attribute shows from what it is filled, and what it makes of one person', async ({ stage }) => {
  await stage.open(page, answers());
  await expect(option(stage, 'userName')).toHaveAttribute('aria-selected', 'true');
  await expect(option(stage, 'userName')).toContainText('expression · finds existing accounts');
  await expect(option(stage, 'manager')).toContainText('manager · linked after both people exist');
  await expect(stage.page.getByText('Matching, first')).toBeVisible();
  await expect(stage.page.getByText('At most 30 characters')).toBeVisible();
  await expect(stage.page.getByText('25 of 30 characters')).toBeVisible();
  await expect(saveButton(stage)).toHaveCount(0);
  await expectHeadingsInOrder(stage.page);
  await stage.draw('mapping');
  await stage.expectAccessible();
});

test('the verdict stands on the line of the value it judges', async ({ stage }) => {
  await stage.open(page, answers());
  const verdict = stage.page.getByText('25 of 30 characters');
  await expect(verdict).toBeVisible();
  const lines = await verdict.evaluate((words) => {
    const row = words.parentElement?.parentElement;
    return [row?.querySelector('bdi'), words].map((text) => {
      const probe = document.createElement('span');
      probe.style.display = 'inline-block';
      text?.append(probe);
      const line = probe.getBoundingClientRect().bottom;
      probe.remove();
      return line;
    });
  });
  expect(Math.abs((lines[0] ?? 0) - (lines[1] ?? 99))).toBeLessThan(0.5);
});

const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';
const withUrn = () => {
  const before = answers();
  const table = before['mapping.get']?.({ job });
  if (table === undefined || table === 'silence' || 'refused' in table) throw new Error('the stage knows no mapping');
  return answers({
    'mapping.get': () => ({
      ...table,
      mappings: table.mappings.map((one) => (one.target === 'manager' ? { ...one, target: urn } : one)),
    }),
  });
};

test('of a long path the telling end is seen, the whole is its tooltip, and the heading breaks where parts end', async ({
  stage,
}) => {
  await stage.open(page, withUrn());
  const row = option(stage, 'User:manager');
  await expect(row.getByTitle(urn)).toBeVisible();
  const end = row.getByText('User:manager', { exact: true });
  expect(await end.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const [inner, outer] = [await end.boundingBox(), await row.boundingBox()];
  expect((inner?.x ?? 9999) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0));
  await row.click();
  await expect(stage.page.getByRole('heading', { level: 2, name: urn })).toBeVisible();
  await stage.draw('mapping-urn');
  await stage.expectAccessible();
  await stage.resize('small');
  await stage.page.getByRole('combobox', { name: 'Attribute', exact: true }).click();
  await expect(stage.page.getByRole('option', { name: urn })).toBeVisible();
  await stage.picture('mapping-urn-list-900');
  await stage.resize('usual');
});

test('with the keyboard alone: Enter goes into an attribute, F6 comes round, a dialog gives the focus back', async ({
  stage,
}) => {
  await stage.open(`${page}/title`, answers());
  await option(stage, 'title').focus();
  await stage.page.keyboard.press('Enter');
  await expect(stage.page.getByRole('heading', { level: 2, name: 'title' })).toBeFocused();
  await stage.page.keyboard.press('F6');
  await expect(stage.page.getByRole('button', { name: /BlueJeans/ })).toBeFocused();
  await stage.page.keyboard.press('F6');
  await expect(stage.page.getByRole('heading', { level: 1 })).toBeFocused();
  await stage.page.keyboard.press('F6');
  await expect(option(stage, 'title')).toBeFocused();
  await stage.page.keyboard.press('F6');
  await expect(stage.page.getByRole('heading', { level: 2, name: 'title' })).toBeFocused();
  await stage.page.keyboard.press('Shift+F6');
  await expect(option(stage, 'title')).toBeFocused();

  await stage.page.keyboard.press('Tab');
  const add = stage.page.getByRole('button', { name: 'Add an attribute' });
  await expect(add).toBeFocused();
  await stage.page.keyboard.press('Enter');
  await expect(stage.page.getByRole('combobox', { name: 'Attribute of the account' })).toBeFocused();
  await stage.page.keyboard.press('Escape');
  await expect(stage.page.getByRole('dialog')).toHaveCount(0);
  await expect(add).toBeFocused();

  await stage.page.getByRole('button', { name: 'More' }).focus();
  await stage.page.keyboard.press('Enter');
  await stage.page.keyboard.press('Enter');
  const restore = stage.page.getByRole('alertdialog', { name: 'Restore the default mapping?' });
  await expect(restore).toBeVisible();
  await stage.page.keyboard.press('Tab');
  await restore.getByRole('button', { name: 'Cancel' }).focus();
  await stage.page.keyboard.press('Enter');
  await expect(restore).toHaveCount(0);
  await expect(stage.page.getByRole('button', { name: 'More' })).toBeFocused();
});

test('after saving, where the button is gone, the focus is on the heading', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  await stage.page.getByLabel('Default value').fill('No title');
  await stage.page.keyboard.press('Control+Enter');
  const dialog = stage.page.getByRole('alertdialog', { name: 'Save 1 change?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(stage.page.getByLabel('Default value')).toBeFocused();
  await saveButton(stage).focus();
  await stage.page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save 1 change' }).focus();
  await stage.page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Mapping' })).toBeFocused();
});

test('in a narrow window the list is a dropdown above the attribute', async ({ stage }) => {
  await stage.open(page, answers(), { size: 'small' });
  await stage.page.getByRole('combobox', { name: 'Attribute', exact: true }).click();
  await option(stage, 'title').click();
  await expect(stage.page.getByRole('combobox', { name: 'Entra attribute' })).toHaveValue('jobTitle');
  expect(stage.page.url()).toContain('/mapping/title');
});

test('arrows choose an attribute, and its address is kept', async ({ stage }) => {
  await stage.open(page, answers());
  await option(stage, 'userName').focus();
  await stage.page.keyboard.press('ArrowDown');
  await stage.page.keyboard.press('ArrowDown');
  await expect(option(stage, 'title')).toBeFocused();
  expect(stage.page.url()).toContain('/mapping/title');
  await stage.page.keyboard.press('End');
  await expect(option(stage, 'manager')).toBeFocused();
});

test('a wrong function is underlined at its place, blocks saving, and is put right by its suggestion', async ({
  stage,
}) => {
  await stage.open(page, answers());
  await expect(stage.page.getByText('25 of 30 characters')).toBeVisible();
  const text = await expression(stage).inputValue();
  await expression(stage).fill(text.replace('NormalizeDiacritics', 'NormaliseDiacritics'));
  await expect(stage.page.locator('[data-underlined]')).toHaveText('NormaliseDiacritics');
  await expect(expression(stage)).toHaveAccessibleDescription(
    /Did you mean NormalizeDiacritics\? Line 3, character 17/,
  );
  await expect(stage.page.getByText('The last good result;')).toBeVisible();
  await saveButton(stage).click();
  await expect(stage.page.getByRole('alert')).toContainText('Not saved: 1 problem has to be corrected.');
  await expect(stage.page.getByRole('alertdialog')).toHaveCount(0);
  await stage.draw('mapping-fault');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Go there' }).click();
  expect(
    await expression(stage).evaluate((box: HTMLTextAreaElement) => [box.selectionStart, box.selectionEnd]),
  ).toEqual([text.indexOf('NormalizeDiacritics'), text.indexOf('NormalizeDiacritics') + 19]);
  await stage.page.getByRole('button', { name: 'Use it' }).click();
  await expect(expression(stage)).toHaveValue(text);
  await expect(saveButton(stage)).toHaveCount(0);
  await expect(stage.page.getByRole('alert')).toHaveCount(0);
});

test('a fault of an attribute that is not open opens it', async ({ stage }) => {
  await stage.open(page, answers());
  await stage.page.getByRole('button', { name: 'Add an attribute' }).click();
  await stage.page.getByRole('combobox', { name: 'Attribute of the account' }).pressSequentially('displayName');
  await stage.page.keyboard.press('Escape');
  await stage.page.getByRole('button', { name: 'Add', exact: true }).click();
  await option(stage, 'title').click();
  await saveButton(stage).click();
  await expect(option(stage, 'displayName')).toHaveAttribute('aria-selected', 'true');
  await expect(stage.page.getByText('Choose an Entra attribute.').first()).toBeVisible();
});

test('saving names what changes and that everyone is checked again', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  await stage.page.getByLabel('Default value').fill('No title');
  await stage.draw('mapping-changed');
  await saveButton(stage).click();
  const dialog = stage.page.getByRole('alertdialog', { name: 'Save 1 change?' });
  await expect(dialog).toContainText('Changedtitle');
  await expect(dialog).toContainText('Everyone is checked again in the next cycle.');
  await stage.draw('mapping-save');
  await stage.expectAccessible();
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(saveButton(stage)).toHaveCount(0);
  expect(asked(stage, 'mapping.save')).toMatchObject([
    {
      request: {
        mappings: expect.arrayContaining([expect.objectContaining({ target: 'title', defaultValue: 'No title' })]),
      },
    },
  ]);
});

test('a removed attribute comes back with Ctrl+Z, and the only matching one cannot be removed', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  await option(stage, 'title').focus();
  await stage.page.keyboard.press('Delete');
  await expect(option(stage, 'title')).toHaveCount(0);
  await expect(saveButton(stage)).toHaveText('Save 1 change…');
  await stage.page.keyboard.press('Control+z');
  await expect(option(stage, 'title')).toHaveCount(1);
  await expect(saveButton(stage)).toHaveCount(0);
  await stage.page.keyboard.press('Control+y');
  await expect(option(stage, 'title')).toHaveCount(0);
  await option(stage, 'userName').click();
  await stage.page.keyboard.press('Delete');
  await expect(option(stage, 'userName')).toHaveCount(1);
  await expect(stage.page.getByRole('button', { name: 'Remove' })).toHaveAttribute('aria-disabled', 'true');
});

test('typing in one field is one step back', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  const field = stage.page.getByLabel('Default value');
  await field.pressSequentially('abc');
  await field.blur();
  await stage.page.getByRole('button', { name: 'Undo' }).click();
  await expect(field).toHaveValue('');
  await stage.page.getByRole('button', { name: 'Redo' }).click();
  await expect(field).toHaveValue('abc');
  await stage.page.getByRole('button', { name: 'Discard' }).click();
  await expect(field).toHaveValue('');
});

test('a free path can be added, one that is there cannot', async ({ stage }) => {
  await stage.open(page, answers());
  await stage.page.getByRole('button', { name: 'Add an attribute' }).click();
  const field = stage.page.getByRole('combobox', { name: 'Attribute of the account' });
  await field.pressSequentially('title');
  await stage.page.keyboard.press('Escape');
  await stage.page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(stage.page.getByText('This attribute is in the list already.')).toBeVisible();
  await stage.draw('mapping-add');
  await field.fill('emails[type eq "home"].value');
  await stage.page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(stage.page.getByRole('heading', { level: 2, name: 'emails[type eq "home"].value' })).toBeVisible();
  await stage.page.getByRole('combobox', { name: 'Entra attribute' }).pressSequentially('dep');
  await option(stage, 'department').click();
  await stage.page.getByRole('combobox', { name: 'Fill from' }).click();
  await stage.page.getByRole('option', { name: 'Expression', exact: true }).click();
  await expect(stage.page.getByRole('textbox', { name: /Expression for/ })).toHaveValue('[department]');
  await stage.draw('mapping-added');
});

test('an attribute that the service cannot search by cannot find accounts', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  await expect(stage.page.getByRole('switch', { name: 'Finds existing accounts by this attribute' })).toBeDisabled();
  await expect(
    stage.page.getByText('BlueJeans cannot search by title, so existing accounts could not be found.'),
  ).toBeVisible();
});

test('leaving with changes asks first', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  await stage.page.getByLabel('Default value').fill('No title');
  await stage.page.getByRole('link', { name: 'Overview' }).click();
  const dialog = stage.page.getByRole('alertdialog', { name: 'Keep your changes?' });
  await expect(dialog).toBeVisible();
  await stage.draw('mapping-leave');
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(stage.page.getByLabel('Default value')).toHaveValue('No title');
  expect(stage.page.url()).toContain('/mapping');
  await stage.page.getByRole('link', { name: 'Overview' }).click();
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => stage.page.url()).toContain('/overview');
  expect(asked(stage, 'mapping.save')).toEqual([]);
});

test('the defaults can be brought back, and that can be undone', async ({ stage }) => {
  await stage.open(page, answers());
  await stage.page.getByRole('button', { name: 'More' }).click();
  await stage.page.getByRole('menuitem', { name: 'Restore defaults…' }).click();
  await stage.page.getByRole('button', { name: 'Restore defaults' }).click();
  await expect(option(stage, 'manager')).toHaveCount(0);
  await stage.page.getByRole('button', { name: 'Undo' }).click();
  await expect(option(stage, 'manager')).toHaveCount(1);
});

test('another person is found by name', async ({ stage }) => {
  await stage.open(`${page}/name.givenName`, answers());
  const picker = stage.page.getByRole('combobox', { name: 'Person' });
  await expect(picker).toHaveValue('Siobhán Ní Bhriain');
  await picker.fill('');
  await picker.pressSequentially('花子');
  await option(stage, '花子').click();
  await expect(stage.page.getByRole('region', { name: 'Try on' }).getByText('山田 花子')).toBeVisible();
});

test('where nobody can be found to try a mapping on, the picker says why', async ({ stage }) => {
  const picker = stage.page.getByRole('combobox', { name: 'Person' });
  await stage.open(page, answers({ 'people.search': () => ({ people: [], problem: null }) }));
  await picker.click();
  await expect(stage.page.getByText('Microsoft Entra ID has nobody to try it on.')).toBeVisible();
  await stage.picture('mapping-nobody');
  const problem = { title: 'Microsoft Graph does not answer', meaning: '', nextStep: 'Try again.', action: null };
  await stage.open(page, answers({ 'people.search': () => ({ people: [], problem }) }));
  await picker.click();
  await expect(stage.page.getByText('Microsoft Graph does not answer')).toBeVisible();
});

test('a mapping that cannot be read says why and can be asked for again', async ({ stage }) => {
  const refused = { title: 'The disk is full', meaning: '', nextStep: 'Free 200 MB.', action: null };
  await stage.open(page, answers({ 'mapping.get': () => ({ refused }) }));
  await expect(stage.page.getByText('The disk is full. Free 200 MB.')).toBeVisible();
  stage.change(answers());
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect(option(stage, 'userName')).toBeVisible();
});
