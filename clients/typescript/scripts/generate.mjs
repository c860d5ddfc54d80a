// generate.mjs [--check] [OPENAPI]: src/openapi.ts from the server's contract; with --check, whether it is what would be written.
import { readFile, writeFile } from 'node:fs/promises';
import openapi, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const check = process.argv.includes('--check');
const [given = '../../api-server/src/main/openapi/openapi.yaml'] = process.argv.slice(2).filter((a) => a !== '--check');
const target = new URL('../src/openapi.ts', import.meta.url);

// Nested arrays of any depth refer to themselves, which TypeScript allows in an interface of their own only.
const nested = ts.factory.createTypeReferenceNode('Nested');
const nodes = await openapi(await readFile(given), {
  inject:
    '/** Nested arrays of numbers; null is NaN. */\nexport interface Nested extends Array<number | null | Nested> {}',
  transform: (_, { path }) => (path?.endsWith('/schemas/Numbers') ? nested : undefined),
});
const text = `// Made by scripts/generate.mjs from the service's openapi.yaml.\n${astToString(nodes)}`;
if (!check) {
  await writeFile(target, text);
} else if ((await readFile(target, 'utf8')) !== text) {
  console.error('src/openapi.ts is not what openapi.yaml says now: run clients/run contract');
  process.exit(1);
}
