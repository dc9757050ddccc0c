// Assertions in the form that compat/run counts: one line each, `ok …` or `FAIL …` with the reason below it.
import assert from 'node:assert/strict';

const suite = process.env.SUITE ?? 'node';

/** Runs one group of assertions; a failure is printed and the suite goes on. Gives what the group gives. */
export async function check(name, group) {
  try {
    const result = await group();
    console.log(`ok   ${suite}: ${name}`);
    return result;
  } catch (error) {
    console.log(`FAIL ${suite}: ${name}\n       ${String(error.stack ?? error).replaceAll('\n', '\n       ')}`);
    return undefined;
  }
}

/** The group must throw an error with these properties; a good answer fails the check. */
export function refuses(name, group, properties = {}) {
  return check(name, async () => {
    let error;
    try {
      await group();
    } catch (thrown) {
      error = thrown;
    }
    assert.ok(error, 'it was accepted');
    const seen = Object.fromEntries(Object.keys(properties).map((key) => [key, error[key]]));
    for (const [key, expected] of Object.entries(properties)) {
      if (expected instanceof RegExp) assert.match(String(seen[key]), expected);
      else assert.deepEqual(seen[key], expected, `${key} of: ${error}`);
    }
  });
}

/** Moves this client's clock, not the server's, while the group runs. */
export async function atTime(milliseconds, group) {
  const now = Date.now;
  Date.now = () => milliseconds;
  try {
    return await group();
  } finally {
    Date.now = now;
  }
}

/** Ends the process with an error where a step, on which all others stand, gave nothing. */
export function required(value, what) {
  if (value === undefined) throw new Error(`cannot go on without ${what}`);
  return value;
}
