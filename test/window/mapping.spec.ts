import { expectHeadingsInOrder } from './heading-order';
import { expect, type Stage, test } from './stage/stage';
import { draftAnswers, job, trialOf } from './wizard-answers';

const page = `#/${job}/mapping`;
const answers = (more = {}) => draftAnswers({ setupStep: null, tokenState: 'set' }, more);
const option = (stage: Stage, name: string) => stage.page.getByRole('option', { name: new RegExp(name) });
const saveButton = (stage: Stage) => stage.page.getByRole('button', { name: /^Save \d+ changes?…$/ });
const expression = (stage: Stage) => stage.page.getByRole('textbox', { name: 'Expression for userName' });
const textOf = (stage: Stage) =>
  expression(stage).evaluate((box) =>
    [...box.querySelectorAll('.cm-line')].map((line) => line.textContent ?? '').join('\n'),
  );
const write = async (stage: Stage, text: string) => {
  await expression(stage).focus();
  await stage.page.keyboard.press('Control+a');
  await stage.page.keyboard.insertText(text);
};
/** In a shadow root the selection is the root's own. */
const selected = (stage: Stage) =>
  expression(stage).evaluate((box) => (box.getRootNode() as unknown as Document).getSelection()?.toString());
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

test('after saving or discarding, where the button is gone, the focus is on the heading', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  await stage.page.getByLabel('Default value').fill('No title');
  await stage.page.getByRole('button', { name: 'Discard' }).focus();
  await stage.page.keyboard.press('Enter');
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Mapping' })).toBeFocused();
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
  const text = await textOf(stage);
  await write(stage, text.replace('NormalizeDiacritics', 'NormaliseDiacritics'));
  await expect(stage.page.locator('.cm-lintRange-error')).toHaveText('NormaliseDiacritics');
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
  await expect(expression(stage)).toBeFocused();
  expect(await selected(stage)).toBe('NormaliseDiacritics');
  await stage.page.getByRole('button', { name: 'Use it' }).click();
  await expect.poll(() => textOf(stage)).toBe(text);
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
  await expect(dialog).toContainText(
    '1 account would change, 2 people would get their first account, 35 stay. Everyone is checked again in the next cycle.',
  );
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
  // The next one stands in its place, and the keyboard goes on from there.
  await expect(option(stage, 'emails')).toBeFocused();
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
  await expect(stage.page.getByRole('textbox', { name: /Expression for/ })).toContainText('[department]');
  await stage.draw('mapping-added');
});

test('the service is asked whether it can search by an attribute before that finds accounts', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  const finds = stage.page.getByRole('switch', { name: 'Finds existing accounts by this attribute' });
  await finds.click();
  await expect(
    pane(stage).getByText(
      'BlueJeans cannot search by title, so existing accounts could not be found. Choose userName.',
    ),
  ).toBeVisible();
  await expect(finds).not.toBeChecked();
  await expect(saveButton(stage)).toHaveCount(0);
  stage.change({ 'trial.askMatching': () => 'silence' });
  await finds.focus();
  await stage.page.keyboard.press('Space');
  await expect(pane(stage).getByText('Asking BlueJeans…')).toBeVisible();
  await expect(finds).toBeFocused();
  stage.change({
    'trial.askMatching': () => ({ canSearch: true, text: 'BlueJeans can search by it.', problem: null }),
  });
  await option(stage, 'name.givenName').click();
  await finds.click();
  await expect(finds).toBeChecked();
  await expect(stage.page.getByText('Matching, second')).toBeVisible();
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

const pane = (stage: Stage) => stage.page.locator('[data-region="pane"]');
const choices = (stage: Stage) => stage.page.getByRole('listbox', { name: 'Completions' });
const press = async (stage: Stage, ...keys: readonly string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};

test('the editor has its looks in spite of the content policy, in light, dark and forced colours', async ({
  stage,
}) => {
  await stage.open(page, answers());
  const looks = () =>
    expression(stage).evaluate((box) => {
      const name = box.querySelector('.cm-function');
      const line = box.querySelector('.cm-activeLine');
      if (name === null || line === null) throw new Error('the editor has no function or no current line');
      const own = getComputedStyle(box);
      return {
        font: [own.fontFamily.includes('mono') || own.fontFamily.includes('Mono'), own.fontSize, own.lineHeight],
        wraps: own.whiteSpace,
        caret: own.caretColor,
        call: [getComputedStyle(name).color, getComputedStyle(name).fontWeight],
        text: own.color,
        line: getComputedStyle(line).backgroundColor,
      };
    });
  const light = await looks();
  expect(light).toMatchObject({ font: [true, '13px', '20px'], wraps: 'break-spaces' });
  expect(light.caret).toBe(light.text);
  expect(light.call[0]).not.toBe(light.text);
  expect(light.line).toBe('rgb(250, 250, 250)');
  await stage.dark(true);
  const dark = await looks();
  expect(dark.call[0]).not.toBe(light.call[0]);
  expect(dark.line).toBe('rgb(31, 31, 31)');
  await stage.open(page, answers(), { forced: true });
  await expect(expression(stage)).toBeVisible();
  // Without a colour of its own only the line tells it from text.
  await expect(stage.page.getByRole('button', { name: 'Show functions' })).toHaveCSS(
    'text-decoration-line',
    'underline',
  );
  await stage.picture('mapping-forced');
});

test('with the keyboard alone an expression is completed, and Tab leaves the editor', async ({ stage }) => {
  await stage.open(page, answers());
  await expression(stage).focus();
  await press(stage, 'Control+a');
  await stage.page.keyboard.type('Norm');
  await expect(choices(stage).getByRole('option').first()).toContainText('NormalizeDiacritics');
  await stage.picture('mapping-completion');
  await stage.dark(true);
  await stage.picture('mapping-completion-dark');
  await press(stage, 'Enter');
  await expect.poll(() => textOf(stage)).toBe('NormalizeDiacritics()');
  await stage.page.keyboard.type('[giv');
  await expect(choices(stage).getByRole('option', { name: /givenName/ })).toContainText('First name');
  await stage.expectAccessible();
  await press(stage, 'Enter');
  await expect.poll(() => textOf(stage)).toBe('NormalizeDiacritics([givenName])');
  // The signature stands above the call that is filled in.
  await expect(stage.page.locator('.cm-help-signature')).toContainText('NormalizeDiacritics(');
  await press(stage, 'Control+Space', 'Escape');
  await expect(choices(stage)).toHaveCount(0);
  await expect(expression(stage)).toBeFocused();
  await press(stage, 'Tab');
  await expect(expression(stage)).not.toBeFocused();
  await press(stage, 'Shift+Tab', 'Control+z');
  // The editor's own undo; the page's leaves what is typed here alone.
  await expect(option(stage, 'userName')).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => textOf(stage)).not.toBe('NormalizeDiacritics([givenName])');
  await expect(expression(stage)).toHaveAccessibleDescription(/Esc then Tab/);
});

test('the value of the part under the caret stands between what came in and the result', async ({ stage }) => {
  await stage.open(page, answers());
  const tried = stage.page.getByRole('region', { name: 'Try on', exact: true });
  await expect(tried).toContainText('31 characters');
  await expect(tried.getByText('Ni Bhriain')).toHaveCount(0);
  await expression(stage).getByText('NormalizeDiacritics').click();
  await expect(tried.locator('[data-step="here"]')).toHaveText('NormalizeDiacritics(…)');
  await expect(tried.getByText('Ni Bhriain', { exact: true })).toBeVisible();
  await expression(stage).getByText('Left', { exact: true }).click();
  await expect(tried.getByText('Not reached for this person')).toBeVisible();
  await tried.getByRole('button', { name: 'Show all 4 values' }).click();
  await expect(tried.getByText('NiBhriain', { exact: true })).toBeVisible();
});

test('an edited mapping is tried on everyone, cancelled, and a proposed expression takes the place of the wrong one', async ({
  stage,
}) => {
  await stage.open(page, answers({ 'trial.run': () => 'silence' }));
  await write(stage, 'ToLower(Append(Left([givenName], 1), [surname]))');
  const everyone = stage.page.getByRole('region', { name: 'Try on everyone' });
  await everyone.getByRole('button', { name: 'Try on 38 people' }).click();
  await stage.tell({ kind: 'trial.progress', job, done: 19, expected: 38 });
  await expect(everyone.getByText('19 of 38 people tried')).toBeVisible();
  await stage.picture('mapping-trying');
  await everyone.getByRole('button', { name: 'Cancel' }).click();
  expect(asked(stage, 'trial.cancel')).toHaveLength(1);

  stage.change({ 'trial.run': ({ mappings }) => ({ trial: trialOf(mappings), problem: null }) });
  await everyone.getByRole('button', { name: 'Try on 38 people' }).click();
  await expect(everyone.getByRole('heading', { level: 2 })).toHaveText(
    'Try on everyone 38 people in 0.4 s; nothing written',
  );
  await expect(everyone.getByRole('heading', { level: 3 })).toHaveText(
    'Two people would share k.papadopoulos@oxbow.example',
  );
  await everyone.scrollIntoViewIfNeeded();
  await stage.draw('mapping-everyone');
  await stage.expectAccessible();

  await saveButton(stage).click();
  const dialog = stage.page.getByRole('alertdialog', { name: 'Save 1 change?' });
  await expect(dialog.getByRole('button', { name: 'Save anyway; 2 people are skipped' })).toBeVisible();
  await stage.draw('mapping-save-anyway');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  const fix = everyone.getByRole('textbox', { name: 'Proposed expression for userName' });
  await fix.focus();
  await press(stage, 'Control+End');
  await stage.page.keyboard.type(' ');
  await everyone.getByRole('button', { name: 'Use this expression' }).click();
  await expect.poll(() => textOf(stage)).toContain('Mid([givenName], 1, 2)');
  await expect(everyone.getByRole('heading', { level: 3 })).toHaveCount(0);
  await stage.page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => textOf(stage)).toContain('Left([givenName], 1)');
  await expect(everyone.getByText('The mapping has been edited since.')).toBeVisible();
});

test('Alt and an arrow moves an attribute, which can be saved and taken back', async ({ stage }) => {
  await stage.open(`${page}/title`, answers());
  await option(stage, 'title').focus();
  await press(stage, 'Alt+ArrowUp');
  const names = stage.page.getByRole('listbox', { name: 'Attributes' }).getByRole('option');
  await expect(names.nth(1)).toContainText('title');
  await expect(option(stage, 'title')).toBeFocused();
  await expect(saveButton(stage)).toHaveText('Save 1 change…');
  await press(stage, 'Control+z');
  await expect(names.nth(2)).toContainText('title');
  await expect(saveButton(stage)).toHaveCount(0);
});

test('the address names whom the mapping is tried on', async ({ stage }) => {
  await stage.open(`${page}?person=p3`, answers());
  const picker = stage.page.getByRole('combobox', { name: 'Person' });
  await expect(picker).toHaveValue('山田 花子');
  await option(stage, 'title').click();
  await expect(picker).toHaveValue('山田 花子');
});

test('a schema file is looked at before it is used, or refused with its places; the mapping is written as one', async ({
  stage,
}) => {
  const choose = async (name: string) => {
    await stage.page.getByRole('button', { name: 'More' }).click();
    await stage.page.getByRole('menuitem', { name }).click();
  };
  const fault = {
    path: '$.synchronizationRules[0].objectMappings[0].attributeMappings[3].source',
    at: { line: 1, column: 9 },
    about: 'title',
    message: 'Unknown function ToUper. Did you mean ToUpper?',
    suggestion: 'ToUpper',
  };
  await stage.open(
    page,
    answers({
      'schema.open': () => ({
        file: null,
        refused: { name: 'portal.json', faults: [fault], notices: [] },
        problem: null,
      }),
    }),
  );
  await choose('Import a schema…');
  const refused = stage.page.getByRole('alertdialog', { name: 'portal.json cannot be used' });
  await expect(refused).toContainText('The mapping in use stays as it is.');
  await expect(refused).toContainText('attributeMappings[3].source, line 1, character 9');
  await stage.draw('mapping-import-refused');
  await refused.getByRole('button', { name: 'Close' }).click();

  stage.change({
    'schema.open': () => ({
      file: {
        name: 'portal.json',
        token: 't-1',
        mappings: [],
        filters: 0,
        notices: ['The provisioning task’s schedule is kept and not used.'],
        changes: [{ what: 'title', from: '[jobTitle]', to: 'ToUpper([jobTitle])' }],
      },
      refused: null,
      problem: null,
    }),
  });
  await choose('Import a schema…');
  const take = stage.page.getByRole('alertdialog', { name: 'Use the mapping of portal.json?' });
  await expect(take).toContainText('Kept, but not used or treated differently');
  await stage.draw('mapping-import');
  await stage.expectAccessible();
  await take.getByRole('button', { name: 'Use this mapping' }).click();
  await expect(take).toHaveCount(0);
  expect(asked(stage, 'schema.take')).toMatchObject([{ request: { token: 't-1' } }]);
  expect(asked(stage, 'mapping.get')).toHaveLength(2);

  await choose('Export the schema');
  await expect(stage.page.getByText('Exported to /home/it/oxbow-schema.json.').first()).toBeVisible();
  await choose('Versions');
  await expect(stage.page.getByRole('dialog')).toBeVisible();
  await press(stage, 'Escape');
});

test('what is typed faster than the page draws stays as it was typed', async ({ stage }) => {
  await stage.open(page, answers());
  await write(stage, ' ');
  await expect.poll(() => textOf(stage)).toBe(' ');
  // Each part is typed at the very moment at which the list shows the one before.
  await stage.page.evaluate(() => {
    const parts = ['ToLow', 'er(', '[sur', 'name]'];
    const type = () => {
      const part = parts.shift();
      if (part !== undefined) document.execCommand('insertText', false, part);
      return part !== undefined;
    };
    const row = document.querySelector('[role="option"][aria-selected="true"]');
    if (row === null) throw new Error('no attribute is chosen');
    return new Promise<void>((resolve) => {
      new MutationObserver((_, observer) => {
        if (type()) return;
        observer.disconnect();
        resolve();
      }).observe(row, { subtree: true, characterData: true, childList: true });
      type();
    });
  });
  await expect.poll(() => textOf(stage)).toBe(' ToLower([surname]');
});

test('what was changed elsewhere meanwhile is kept: only what was edited here is saved', async ({ stage }) => {
  const before = answers()['mapping.get']?.({ job });
  if (before === undefined || before === 'silence' || 'refused' in before)
    throw new Error('the stage knows no mapping');
  const of = (target: string, attribute: string) => ({
    ...before,
    mappings: before.mappings.map((one) =>
      one.target === target ? { ...one, source: { kind: 'direct' as const, attribute } } : one,
    ),
  });
  await stage.open(`${page}/title`, answers());
  await stage.page.getByLabel('Default value').fill('No title');
  // A version was gone back to, or another program saved one.
  stage.change({ 'mapping.get': () => of('name.givenName', 'nickname') });
  await stage.page.getByRole('button', { name: 'More' }).click();
  await stage.page.getByRole('menuitem', { name: 'Versions' }).click();
  await stage.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(option(stage, 'name.givenName')).toContainText('nickname');
  await expect(stage.page.getByLabel('Default value')).toHaveValue('No title');

  stage.change({ 'mapping.get': () => of('name.familyName', 'displayName') });
  await saveButton(stage).click();
  const dialog = stage.page.getByRole('alertdialog', { name: 'Save 1 change?' });
  await expect(dialog.getByRole('listitem').first()).toHaveText('Changedtitle');
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(dialog).toHaveCount(0);
  const wanted = of('name.familyName', 'displayName').mappings.map((one) =>
    one.target === 'title' ? { ...one, defaultValue: 'No title' } : one,
  );
  expect(asked(stage, 'mapping.save')).toMatchObject([{ request: { mappings: wanted } }]);
});

test('while the mapping is read, grey lines stand where it will be', async ({ stage }) => {
  await stage.open(page, answers({ 'mapping.get': () => 'silence' }));
  await expect(stage.page.getByRole('heading', { level: 1, name: 'Mapping' })).toBeVisible();
  await expect(stage.page.locator('.fui-SkeletonItem')).toHaveCount(8);
  await stage.picture('mapping-loading');
});
