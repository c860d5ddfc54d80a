// check-package.mjs: what would be published is what is meant to be, and can be imported by its name.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

const [{ files, name }] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], { encoding: 'utf8' }),
);
const packed = files.map(({ path }) => path);
for (const wanted of [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/openapi.d.ts',
])
  assert(packed.includes(wanted), `${wanted} is not in the package`);
for (const path of packed) assert(/^(dist\/|[A-Z]+(\.md)?$|package\.json$)/.test(path), `${path} is in the package`);
const { ShapClient, ShapError } = await import(name);
assert.equal(new ShapClient('http://127.0.0.1:1') instanceof ShapClient, true);
assert.equal(new ShapError('rows', 'x').kind, 'rows');
console.log(`${name}: ${packed.length} files`);
