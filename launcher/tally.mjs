// Adds up the reports of all kinds of tests and ends with the one line that counts.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const [reports, status] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const kinds = [];
const reasons = [];

function add(name, passed, failed, skipped) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    kinds.push(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
}

for (const module of ['mail', 'mail-testkit', 'sandbox', 'server', 'bench']) {
    const folder = join(module, 'target', 'surefire-reports');
    if (!existsSync(folder)) continue;
    const sum = { tests: 0, failures: 0, errors: 0, skipped: 0 };
    for (const file of readdirSync(folder).filter((f) => f.endsWith('.xml'))) {
        const report = readFileSync(join(folder, file), 'utf8');
        reasons.push(...skippedIn(report));
        const head = report.match(/<testsuite\b[^>]*>/)?.[0] ?? '';
        for (const key of Object.keys(sum)) sum[key] += Number(head.match(new RegExp(` ${key}="(\\d+)"`))?.[1] ?? 0);
    }
    const failed = sum.failures + sum.errors;
    add(`java ${module}`, sum.tests - failed - sum.skipped, failed, sum.skipped);
}

/** « test (class): why » of each skipped test. */
function skippedIn(report) {
    return [...report.matchAll(/<testcase name="([^"]*)" classname="[^"]*?([^".]*)"[^>]*>\s*<skipped\b([^]*?)(?:\/>|<\/skipped>)/g)].map(
        ([, test, where, why]) => `${test} (${where}): ${(why.match(/due to: \[([^\]]+)/) ?? why.match(/message="([^"]*)/) ?? [why]).at(-1).trim()}`,
    );
}

const web = join(reports, 'web.json');
if (existsSync(web)) {
    const r = JSON.parse(readFileSync(web, 'utf8'));
    add('web', r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests);
}

const journeys = join(reports, 'journeys.json');
if (existsSync(journeys)) {
    const { stats } = JSON.parse(readFileSync(journeys, 'utf8'));
    add('journeys', stats.expected + stats.flaky, stats.unexpected, stats.skipped);
}

if (status !== '0' && total.failed === 0) add('build or check', 0, 1, 0);
if (reasons.length > 0) console.log('\nskipped:\n' + reasons.map((one) => `  ${one}`).join('\n'));
console.log('\n' + kinds.join('\n'));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
