import type { FullConfig, FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter';

/**
 * Ends a run with `N passed, N failed, N skipped`. A test that passed only at a second try, a file that cannot load and
 * a run that was cut off count as failures.
 */
export default class ClosingLine implements Reporter {
  private suite: Suite | null = null;
  private strayErrors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onError(_error: TestError): void {
    this.strayErrors += 1;
  }

  onEnd(result: FullResult): void {
    const count = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    for (const test of this.suite?.allTests() ?? []) count[test.outcome()] += 1;
    const cutOff = result.status === 'timedout' || result.status === 'interrupted' ? 1 : 0;
    const failed = count.unexpected + count.flaky + this.strayErrors + cutOff;
    console.log(`\n${count.expected} passed, ${failed} failed, ${count.skipped} skipped`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
