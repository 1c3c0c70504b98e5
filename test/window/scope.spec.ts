import { expectHeadingsInOrder } from './heading-order';
import { employees, group, savedScope, scopeAnswers } from './scope-answers';
import { state } from './stage/oxbow';
import { expect, type Stage, test } from './stage/stage';
import { job } from './wizard-answers';

const page = `#/${job}/scope`;
const asked = (stage: Stage, verb: string) => stage.asked.filter((call) => call.verb === verb);
const counted = (stage: Stage) => stage.page.getByRole('region', { name: 'Who is in scope' });
const saveButton = (stage: Stage) => stage.page.getByRole('button', { name: /^Save \d+ changes?…$/ });
const longContracts = group('Long contracts', ['department', 'REGEX MATCH', 'Contractors-.*']);
const withEmployees = { ...savedScope, filters: [employees] };

test('who gets an account, who is looked at, and who is in or out with why', async ({ stage }) => {
  await stage.open(page, scopeAnswers({ saved: withEmployees }));
  await expect(
    stage.page.getByText('Who gets a BlueJeans account: 38 of the 41 people in Microsoft Entra ID.'),
  ).toBeVisible();
  await expect(counted(stage)).toContainText('38 in scope');
  await expect(counted(stage)).toContainText('3 out');
  await expect(counted(stage)).toContainText('Counted from what was read at 14:02.');
  await expect(stage.page.getByText('Lets in 3 people directly and the members of 4 groups')).toBeVisible();
  await expect(saveButton(stage)).toHaveCount(0);
  await expectHeadingsInOrder(stage.page);

  await test.step('why is a person in or out', async () => {
    await counted(stage).getByRole('searchbox', { name: 'Why is someone in or out?' }).fill('élodie');
    const row = counted(stage).getByRole('link', { name: /Élodie Marchand/ });
    await expect(row).toContainText('Sign-in is blocked in Entra ID');
    await expect(row).toHaveAttribute('href', /\/people\/p11$/);
    await expect(counted(stage).getByRole('link')).toHaveCount(1);
    await counted(stage).getByRole('searchbox').fill('nobody');
    await expect(counted(stage)).toContainText('No one matches “nobody”. People are found by name, mail or id.');
    await counted(stage).getByRole('searchbox').fill('');
    await expect(counted(stage).getByRole('link')).toHaveCount(5);
  });

  await test.step('a new group of conditions is counted before it is saved', async () => {
    await stage.page.getByRole('button', { name: 'Add a group of conditions' }).click();
    const second = stage.page.getByRole('region', { name: 'Group 2' });
    await expect(second.getByRole('combobox', { name: 'Attribute' })).toBeFocused();
    await expect(counted(stage)).toContainText('Complete the condition to count again.');
    await second.getByRole('combobox', { name: 'Attribute' }).fill('dep');
    await stage.page.getByRole('option', { name: /department/ }).click();
    await second.getByRole('combobox', { name: 'Operator' }).click();
    await stage.page.getByRole('option', { name: 'matches pattern' }).click();
    await second.getByRole('textbox', { name: 'Value' }).fill('Contractors-.*');
    await second.getByRole('button', { name: 'More for Group 2' }).click();
    await stage.page.getByRole('menuitem', { name: 'Rename' }).click();
    await stage.page.getByRole('textbox', { name: 'Name of the group of conditions' }).fill('Long contracts');
    await stage.page.keyboard.press('Enter');
    await expect(stage.page.getByRole('button', { name: 'More for Long contracts' })).toBeFocused();
    await expect(counted(stage)).toContainText(
      'With this change. Now it is 38 and 3: 1 person comes in, nobody leaves.',
    );
    await expect(counted(stage)).toContainText('39 in scope');
    await expect(counted(stage).getByRole('link').first()).toContainText('Passes “Long contracts”, comes in');
    await expect(stage.page.getByRole('region', { name: 'Long contracts' }).getByText('New')).toBeVisible();
    await expect(saveButton(stage)).toHaveText('Save 1 change…');
    await stage.draw('scope');
    await stage.expectAccessible();
  });

  await test.step('saved once it was seen what it means', async () => {
    await saveButton(stage).click();
    const dialog = stage.page.getByRole('alertdialog', { name: 'Save 1 change?' });
    await expect(dialog).toContainText('1 person comes in');
    await expect(dialog).toContainText('Tomás Ó Súilleabháin');
    await dialog.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(dialog).toHaveCount(0);
    expect(asked(stage, 'scope.save').at(-1)?.request).toEqual({
      job,
      scope: { ...savedScope, filters: [employees, longContracts] },
    });
    await expect(saveButton(stage)).toHaveCount(0);
    await expect(stage.page.getByText('Saved', { exact: true })).toBeVisible();
    await expect(stage.page.getByText('account: 39 of the 41 people')).toBeVisible();
  });
});

test('who loses the account is told by name, over the limit as held, and Cancel has the focus', async ({ stage }) => {
  await stage.open(page, scopeAnswers({ limit: 5 }));
  await expect(stage.page.getByText('Everyone who is assigned gets an account.')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Add a filter' }).click();
  const first = stage.page.getByRole('region', { name: 'Group 1' });
  await first.getByRole('combobox', { name: 'Attribute' }).fill('department');
  await stage.page.getByRole('option', { name: /department/ }).click();
  await first.getByRole('textbox', { name: 'Value' }).fill('Sales');
  await expect(first).toContainText('department is empty for 6 people; they fail this condition.');
  await expect(counted(stage)).toContainText('34 people leave');
  await expect(counted(stage)).toContainText('so they would be held');
  await saveButton(stage).click();
  const dialog = stage.page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog).toContainText('would be held');
  await expect(dialog).toContainText('and 24 more');
  await expect(dialog.getByRole('button', { name: 'Save; 34 accounts are held in the next cycle' })).toBeVisible();
  await stage.draw('scope-save');
  await stage.expectAccessible();
  await stage.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(saveButton(stage)).toBeFocused();
  expect(asked(stage, 'scope.save')).toEqual([]);

  await test.step('undo, redo and discard', async () => {
    await stage.page.getByRole('heading', { level: 1 }).focus();
    await stage.page.keyboard.press('Control+z');
    await expect(first.getByRole('textbox', { name: 'Value' })).toHaveValue('');
    await stage.page.keyboard.press('Control+y');
    await expect(first.getByRole('textbox', { name: 'Value' })).toHaveValue('Sales');
    await stage.page.getByRole('button', { name: 'Discard' }).click();
    await expect(stage.page.getByRole('heading', { level: 1, name: 'Scope' })).toBeFocused();
    await expect(first).toHaveCount(0);
    await expect(saveButton(stage)).toHaveCount(0);
    await stage.page.keyboard.press('Control+z');
    await expect(first).toHaveCount(1);
  });

  await test.step('leaving asks whether the changes are kept', async () => {
    await stage.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Mapping' }).click();
    const ask = stage.page.getByRole('alertdialog', { name: 'Keep your changes?' });
    await expect(ask).toContainText('1 change of the scope is not saved.');
    await ask.getByRole('button', { name: 'Keep editing' }).click();
    await expect(stage.page.getByRole('heading', { level: 1, name: 'Scope' })).toBeVisible();
    await stage.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Mapping' }).click();
    await ask.getByRole('button', { name: 'Discard' }).click();
    await expect(stage.page.getByRole('heading', { level: 1, name: 'Mapping' })).toBeVisible();
  });
});

test('with the keyboard alone: a filter is added, filled, removed and saved', async ({ stage }) => {
  const { keyboard } = stage.page;
  await stage.open(page, scopeAnswers());
  const add = stage.page.getByRole('button', { name: 'Add a filter' });
  await expect(counted(stage)).toContainText('38 in scope');
  await add.focus();
  await keyboard.press('Enter');
  const attribute = stage.page.getByRole('combobox', { name: 'Attribute' });
  await expect(attribute).toBeFocused();
  await keyboard.type('department');
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  const operator = stage.page.getByRole('combobox', { name: 'Operator' });
  await expect(operator).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(operator).toHaveText('is not');
  await keyboard.press('Tab');
  await expect(stage.page.getByRole('textbox', { name: 'Value' })).toBeFocused();
  await keyboard.type('Field');
  await keyboard.press('Tab');
  await expect(stage.page.getByRole('button', { name: 'Remove the condition on department' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(stage.page.getByRole('button', { name: 'Add a condition' })).toBeFocused();
  await expect(stage.page.getByText('No condition yet, so it lets everybody in.')).toBeVisible();
  await keyboard.press('Control+z');
  await expect(stage.page.getByRole('textbox', { name: 'Value' })).toHaveValue('Field');
  await keyboard.press('Control+Enter');
  const question = stage.page.getByRole('alertdialog');
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('Tab');
  await expect(question.getByRole('button', { name: /^Save/ })).toBeFocused();
  await keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  expect(asked(stage, 'scope.save')).toHaveLength(1);
});

test('the filters as text: what is typed is counted, and what cannot be read is told at its place', async ({
  stage,
}) => {
  await stage.open(page, scopeAnswers({ saved: withEmployees }));
  await stage.page.getByRole('button', { name: 'Text' }).click();
  const field = stage.page.getByRole('textbox', { name: 'Filters as text' });
  await expect(field).toHaveValue('Employees:\n  employeeType EQUALS "Employee"\n  mail IS NOT NULL');
  await field.fill('Employees:\n  employeeType EQUALS "Employee\n');
  await expect(stage.page.getByText('Line 2, character 23: The quotation mark is never closed.')).toBeVisible();
  await stage.page.getByRole('button', { name: 'Go there' }).click();
  await expect(field).toBeFocused();
  await field.fill(
    'Employees:\n  employeeType EQUALS "Employee"\n  mail IS NOT NULL\nor Long contracts:\n  department REGEX MATCH "("',
  );
  await expect(stage.page.getByText('Line 5, character 3: Not a valid pattern: “(” is never closed.')).toBeVisible();
  await stage.picture('scope-text');
  await stage.expectAccessible();
  await field.fill('Employees:\n  employeeType EQUAL "Employee"');
  await expect(
    stage.page.getByText('Line 2, character 16: Unknown operator EQUAL. Did you mean EQUALS?'),
  ).toBeVisible();
  await stage.page.getByRole('button', { name: 'Use it' }).click();
  await expect(field).toHaveValue('Employees:\n  employeeType EQUALS "Employee"');
  await expect(field).toBeFocused();
  await field.fill(
    'Employees:\n  employeeType EQUALS "Employee"\n  mail IS NOT NULL\nor Long contracts:\n  department REGEX MATCH "Contractors-.*"',
  );
  await expect(counted(stage)).toContainText('1 person comes in');
  await stage.page.getByRole('button', { name: 'Form' }).click();
  await expect(
    stage.page.getByRole('region', { name: 'Long contracts' }).getByRole('textbox', { name: 'Value' }),
  ).toHaveValue('Contractors-.*');
});

test('groups are chosen by search, an application is changed, and everyone needs neither', async ({ stage }) => {
  await stage.open(page, scopeAnswers());
  await expect(stage.page.getByText('BlueJeans', { exact: true }).last()).toBeVisible();
  await stage.page.getByRole('button', { name: 'Change application' }).click();
  const application = stage.page.getByRole('combobox', { name: 'Enterprise application' });
  await expect(application).toBeFocused();
  await application.fill('Wiki');
  await stage.page.getByRole('option', { name: /Wiki/ }).click();
  await expect(stage.page.getByRole('button', { name: 'Change application' })).toBeVisible();
  await expect(stage.page.getByText('Wiki')).toBeVisible();

  await stage.page.getByRole('radio', { name: /Members of groups I choose/ }).click();
  const groups = stage.page.getByRole('combobox', { name: 'Groups' });
  await expect(counted(stage)).toContainText('Choose a group first.');
  await saveButton(stage).click();
  await expect(stage.page.getByRole('alert').filter({ hasText: 'Choose a group first.' })).toBeVisible();
  await groups.fill('sal');
  await stage.page.getByRole('option', { name: /Sales/ }).click();
  await expect(stage.page.getByRole('button', { name: 'Remove Sales' })).toBeVisible();
  await expect(stage.page.getByText('Choose a group first.')).toHaveCount(0);
  await expect(saveButton(stage)).toHaveText('Save 1 change…');
  await stage.picture('scope-groups');

  await stage.page.getByRole('radio', { name: /Everyone in the directory/ }).click();
  await expect(stage.page.getByText('Everyone in the directory gets an account.')).toBeVisible();
  await expect(counted(stage)).toContainText('2 people come in');
});

test('everybody is one click away, in a list that is turned with the keyboard, also in a narrow window', async ({
  stage,
}) => {
  await stage.open(page, scopeAnswers({ saved: withEmployees }), { size: 'small' });
  await expect(counted(stage)).toContainText('38 in scope');
  await expect(counted(stage).getByRole('link')).toHaveCount(0);
  await counted(stage).getByRole('button', { name: 'See all 41 people' }).click();
  const drawer = stage.page.getByRole('dialog', { name: 'Who is in and who is out' });
  const list = drawer.getByRole('grid', { name: 'People' });
  await expect(list).toHaveAttribute('aria-rowcount', '41');
  await drawer.getByRole('searchbox').press('Tab');
  await stage.page.keyboard.press('End');
  await expect(drawer.getByRole('row', { name: /Person 26/ })).toBeFocused();
  await stage.page.keyboard.press('Home');
  await expect(drawer.getByRole('row').first()).toBeFocused();
  await stage.picture('scope-all-900');
  await stage.expectAccessible();
  await drawer.getByRole('searchbox').fill('kim');
  await expect(drawer.getByRole('row', { name: /Daniel Kim \(Sales\)/ })).toBeVisible();
  await expect(drawer.getByRole('row', { name: /Daniel Kim \(Finance\)/ })).toBeVisible();
  await stage.page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(counted(stage).getByRole('button', { name: 'See all 41 people' })).toBeFocused();
});

test('faults at their field with what to write instead, and saving is not possible with them', async ({ stage }) => {
  const saved = { ...savedScope, filters: [group('Odd', ['departmnet', 'EQUALS', 'Sales'])] };
  await stage.open(page, scopeAnswers({ saved }));
  const odd = stage.page.getByRole('region', { name: 'Odd' });
  await expect(odd.getByText('Unknown attribute departmnet. Did you mean department?')).toBeVisible();
  await expect(odd.getByRole('combobox', { name: 'Attribute' })).toHaveAttribute('aria-invalid', 'true');
  await odd.getByRole('combobox', { name: 'Operator' }).click();
  await stage.page.getByRole('option', { name: 'is greater than' }).click();
  await expect(odd.getByText('Greater_Than needs a whole number, and “Sales” is none.')).toBeVisible();
  await saveButton(stage).click();
  await expect(stage.page.getByRole('alert')).toContainText('Not saved: 2 problems have to be corrected.');
  await expect(stage.page.getByRole('alertdialog')).toHaveCount(0);
  await stage.picture('scope-faults');
  await odd.getByRole('button', { name: 'Use it' }).click();
  await expect(odd.getByRole('combobox', { name: 'Attribute' })).toHaveValue('department');
  await expect(odd.getByText(/^Unknown attribute/)).toHaveCount(0);
});

test('filters of the schema stand beside those of the job, and both must let a person in', async ({ stage }) => {
  const saved = { ...withEmployees, schemaFilters: [group('From the portal', ['mail', 'IS NOT NULL'])] };
  await stage.open(page, scopeAnswers({ saved }));
  await expect(
    stage.page.getByRole('heading', { level: 2, name: /Filters of the schema.*both lists must let a person in/ }),
  ).toBeVisible();
  await stage.page.getByRole('button', { name: 'More for From the portal' }).click();
  await stage.page.getByRole('menuitem', { name: 'Remove this group' }).click();
  await expect(saveButton(stage)).toHaveText('Save 1 change…');
  await stage.picture('scope-schema');
});

test('what cannot be known is said, and asked again; another program at work leaves it to be looked at', async ({
  stage,
}) => {
  const silent = {
    title: 'graph.example does not answer',
    meaning: '',
    nextStep: 'Check the network.',
    action: 'try-again',
  } as const;
  await stage.open(
    page,
    scopeAnswers(
      { lockedBy: 'inseam serve, process 4121' },
      { 'scope.count': () => ({ counted: null, faults: [], problem: silent }) },
    ),
  );
  await expect(stage.page.getByText('This cannot be counted now. graph.example does not answer.')).toBeVisible();
  await expect(
    stage.page.getByText(
      'This job is being run by another program (inseam serve, process 4121). You can look, but not change.',
    ),
  ).toBeVisible();
  await expect(stage.page.getByRole('button', { name: 'Add a filter' })).toBeDisabled();
  await stage.picture('scope-locked');
  await stage.expectAccessible();
  stage.change(scopeAnswers());
  await stage.page.getByRole('button', { name: 'Try again' }).click();
  await expect(counted(stage)).toContainText('38 in scope');

  await test.step('where nobody is in scope, the overview leads here', async () => {
    const nobody = state({ kind: 'nobody-in-scope' });
    await stage.open(`#/${job}/overview`, scopeAnswers({}, { 'job.list': () => ({ jobs: [nobody] }) }));
    await stage.page.getByRole('button', { name: 'Open scope' }).click();
    await expect(stage.page.getByRole('heading', { level: 1, name: 'Scope' })).toBeFocused();
    await stage.resize('zoomed');
    await expect(counted(stage)).toContainText('38 in scope');
    await stage.picture('scope-zoomed');
    await stage.resize('usual');
  });
});

test('what was changed elsewhere meanwhile is kept: only what was edited here is saved', async ({ stage }) => {
  await stage.open(page, scopeAnswers());
  await stage.page.getByRole('radio', { name: /Everyone in the directory/ }).click();
  // A version was gone back to, or another program saved one.
  stage.change(scopeAnswers({ saved: withEmployees }));
  await saveButton(stage).click();
  const dialog = stage.page.getByRole('alertdialog', { name: 'Save 1 change?' });
  await expect(stage.page.getByRole('region', { name: 'Employees', includeHidden: true })).toHaveCount(1);
  await dialog.getByRole('button', { name: /^Save/ }).click();
  await expect(dialog).toHaveCount(0);
  const { filters } = withEmployees;
  expect(asked(stage, 'scope.save')).toMatchObject([{ request: { scope: { mode: 'all', filters } } }]);
});
