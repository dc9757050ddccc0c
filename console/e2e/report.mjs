import { isDeepStrictEqual } from 'node:util';

/** Assertions: one line each, `ok …` or `FAIL …`; one that fails does not end the suite. */
export class Report {
  #suite = '';
  #passed = 0;
  #failed = 0;
  #before = 0;
  #begun = 0;

  begin(suite) {
    console.log(`-- ${suite}`);
    this.#suite = suite;
    this.#before = this.#passed + this.#failed;
    this.#begun = Date.now();
  }

  /** A suite that asserts nothing has failed. Says how long it took: all together have eight minutes on two quiet cores. */
  end() {
    if (this.#passed + this.#failed === this.#before) this.failed('it asserts something');
    console.log(`-- ${this.#suite}: ${Math.round((Date.now() - this.#begun) / 1000)} s`);
  }

  ok(name) {
    this.#passed += 1;
    console.log(`ok   ${this.#suite}: ${name}`);
  }

  failed(name, ...details) {
    this.#failed += 1;
    console.log(`FAIL ${this.#suite}: ${name}`);
    for (const detail of details) console.log(`       ${String(detail).replaceAll('\n', '\n       ')}`);
  }

  holds(name, value, ...details) {
    if (value) this.ok(name);
    else this.failed(name, ...details);
  }

  equal(name, actual, expected) {
    if (isDeepStrictEqual(actual, expected)) this.ok(name);
    else this.failed(name, `expected: ${JSON.stringify(expected)}`, `actual:   ${JSON.stringify(actual)}`);
  }

  /** Runs steps that throw where something is not as it must be: a locator that is not found, for instance. */
  async passes(name, steps) {
    try {
      await steps();
      this.ok(name);
    } catch (error) {
      this.failed(name, error?.message ?? String(error));
    }
  }

  finish() {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 && this.#passed > 0;
  }
}
