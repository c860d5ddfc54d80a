import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Run, type Step } from './run.js';
import { Stage } from './stage.js';

const control = process.env.SHAP_STAGE;
const table = process.env.SHAP_SCENARIOS ?? '../scenarios/scenarios.json';
const { scenarios } = JSON.parse(readFileSync(table, 'utf8')) as {
  scenarios: { name: string; client?: Step; steps: Step[] }[];
};

for (const { name, client = {}, steps } of scenarios) {
  test(name, { skip: !control && 'SHAP_STAGE names no stage: clients/run starts one' }, async () => {
    const stage = await Stage.of(control ?? '');
    await stage.tell('/mend');
    const folder = mkdtempSync(join(tmpdir(), 'shap-scenario-'));
    const run = new Run(stage, folder, new Set((await stage.jobs()).map(({ id }) => id)));
    try {
      run.reconnect(client);
      for (const step of steps) await run.step(step);
    } finally {
      await run.close();
      rmSync(folder, { recursive: true });
    }
  });
}
