// Nothing personal in logs: fails when a log of the test run holds an address or a name of the cast.
import { existsSync, readFileSync } from 'node:fs';

const [log] = process.argv.slice(2);
if (!existsSync(log)) throw new Error(`there is no ${log} to look at`);
const personal = [/[\w.+-]+@(?!localhost)[\w-]+(\.[\w-]+)*\.test\b/i, /castelbon|belhadj|legoffic|le goffic|darmagnac|d'armagnac|peyrolade/i];
const allowed = /spico@medimail\.mssante\.test/i;
const hits = readFileSync(log, 'utf8')
    .split('\n')
    .map((line, i) => ({ line: line.replace(allowed, ''), number: i + 1 }))
    .filter(({ line }) => personal.some((p) => p.test(line)));
if (hits.length > 0) {
    console.error(`personal data in ${log}, lines ${hits.slice(0, 10).map((h) => h.number).join(', ')}`);
    process.exit(1);
}
