// size.mjs: what the library adds to a page, bundled for browsers, minified and packed.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const MOST = 8 * 1024;
const entry = new URL('../src/index.ts', import.meta.url).pathname;
const { outputFiles } = await build({
  ...{
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  },
});
const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
console.log(`${outputFiles[0].contents.length} bytes minified, ${size} of at most ${MOST} gzipped`);
if (size >= MOST) process.exit(1);
