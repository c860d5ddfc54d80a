// submitter.js URL KEY ROWS HANDLE [IDEMPOTENCY-KEY]: a program that submits, stores its job's handle, and waits to be killed.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readNpy, ShapClient } from '../src/index.js';

const [url = '', apiKey = '', rows = '', handle = '', key] = process.argv.slice(2);
const client = new ShapClient(url, { apiKey });
const job = await client.submit('housing', readNpy(readFileSync(rows)), key ? { key } : {});
writeFileSync(`${handle}.new`, JSON.stringify(job.handle));
renameSync(`${handle}.new`, handle);
await job.wait();
