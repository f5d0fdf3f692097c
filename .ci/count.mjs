/**
 * Adds up what the jest reports of a run say: count.mjs <folder> <report…> -- <failed step…>
 * A report that is missing, or that executed no test, counts as one failure; so does a failed step that no
 * failed test explains, and every test that was passed over. Exits with a failure unless everything passed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...rest] = process.argv.slice(2);
const names = rest.slice(0, rest.indexOf('--'));
const failedSteps = rest.slice(rest.indexOf('--') + 1);

function reported(name) {
  try {
    const report = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    const { numPassedTests: passed, numFailedTests: failed, numRuntimeErrorTestSuites: broken } = report;
    const passedOver = report.numPendingTests + report.numTodoTests;
    if (passed + failed > 0) return { passed, failed: failed + broken + passedOver };
    return { passed: 0, failed: Math.max(1, broken), why: 'executed no test' };
  } catch {
    return { passed: 0, failed: 1, why: 'left no report' };
  }
}

const stepOf = (name) => (name === 'test' ? 'npm test' : `npm run ${name.replace('-', ':')}`);

let passed = 0;
let failed = 0;
for (const name of names) {
  const counted = reported(name);
  if (counted.failed === 0 && failedSteps.includes(stepOf(name))) {
    counted.failed = 1;
    counted.why = 'ended with a failure that no test explains';
  }
  passed += counted.passed;
  failed += counted.failed;
  console.log(
    `${name}: ${counted.passed} passed, ${counted.failed} failed${counted.why ? ` (${counted.why})` : ''}`,
  );
}

for (const step of failedSteps.filter((failedStep) => !names.map(stepOf).includes(failedStep))) {
  console.log(`${step}: failed`);
  failed += 1;
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
