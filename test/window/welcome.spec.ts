import { answersFor, job, state } from './stage/oxbow';
import { expect, test } from './stage/stage';

const none = answersFor(state({ kind: 'in-step' }), { 'job.list': () => ({ jobs: [] }) });

test('with nothing set up the window opens on Welcome, with two ways to start', async ({ stage }) => {
  await stage.open('', none);
  await expect(
    stage.page.getByRole('heading', { level: 1, name: 'Keep BlueJeans in step with Microsoft Entra ID' }),
  ).toBeVisible();
  await expect(stage.page).toHaveTitle('Welcome – Inseam');
  await expect(stage.page.getByRole('navigation')).toHaveCount(0);
  await stage.draw('welcome');
  await stage.expectAccessible();
  await stage.page.getByRole('button', { name: 'Set up a connection' }).click();
  await expect(stage.page).toHaveURL(/#\/setup\/new\/1$/);
});

test('a connection that is half set up can be continued', async ({ stage }) => {
  const draft = state({ kind: 'not-set-up', step: 3 });
  await stage.open('', answersFor(draft));
  await expect(stage.page.getByRole('button', { name: 'Continue setting up BlueJeans' })).toBeVisible();
  await stage.draw('welcome-draft');
  await stage.page.getByRole('button', { name: 'Continue setting up BlueJeans' }).click();
  await expect(stage.page).toHaveURL(/#\/setup\/bluejeans\/3$/);
});

test('the sample company leads to the review of its first cycle', async ({ stage }) => {
  await stage.open('#/welcome', { ...none, 'job.createSample': () => ({ job: 'sample' }) });
  await stage.page.getByRole('button', { name: 'Try it with a sample company' }).click();
  await expect(stage.page).toHaveURL(/#\/setup\/sample\/7$/);
});

test('a sample company that does not start says why', async ({ stage }) => {
  const refused = {
    title: 'The disk is full',
    meaning: 'Nothing was started.',
    nextStep: 'Free 200 MB and try again.',
    action: null,
  };
  await stage.open('#/welcome', { ...none, 'job.createSample': () => ({ refused }) });
  await stage.page.getByRole('button', { name: 'Try it with a sample company' }).click();
  await expect(stage.page.getByRole('alert')).toContainText('Free 200 MB and try again.');
  await stage.draw('welcome-refused');
});

test('while the sample company starts, its button says so and cannot be pressed twice', async ({ stage }) => {
  await stage.open('#/welcome', { ...none, 'job.createSample': () => 'silence' });
  await stage.page.getByRole('button', { name: 'Try it with a sample company' }).click();
  await stage.page.getByRole('button', { name: 'Starting the sample company…' }).click({ force: true });
  expect(stage.asked.filter(({ verb }) => verb === 'job.createSample')).toHaveLength(1);
});

test('with a job that runs, the window opens on its Overview', async ({ stage }) => {
  await stage.open('', answersFor(state({ kind: 'in-step' })));
  await expect(stage.page).toHaveURL(new RegExp(`#/${job}/overview$`));
});
