import { readFile } from 'node:fs/promises';
import { readNpy, type Tensor } from '../src/index.js';

export interface Asked {
  line: string;
  at: number;
  key: string | null;
  range: string | null;
}

/** The stage of clients/scenarios, as the tests see it. */
export class Stage {
  private constructor(
    readonly control: string,
    readonly about: { proxy: string; api: string; keys: Record<string, string> },
    private readonly sample: Tensor,
    private readonly golden: Tensor,
  ) {}

  static async of(control: string): Promise<Stage> {
    const about = await (await fetch(control)).json();
    const npy = async (name: string): Promise<Tensor> => readNpy(await readFile(`${about.samples}/${name}.npy`));
    return new Stage(control, about, await npy('housing'), await npy('housing-shap'));
  }

  rows(count: number, features = 8): Tensor {
    const data = new Float32Array(count * features);
    for (let row = 0; row < count; row++) data.set(this.row(this.sample, row).subarray(0, features), row * features);
    return { data, shape: [count, features] };
  }

  /** XGBoost's own values of a job's row. */
  expected(row: number): Float32Array {
    return this.row(this.golden, row);
  }

  private row({ data, shape: [rows = 1, width = 1] }: Tensor, row: number): Float32Array {
    const from = (row % rows) * width;
    return data.subarray(from, from + width) as Float32Array;
  }

  async tell(path: string, body: unknown = {}): Promise<void> {
    const answer = await fetch(this.control + path, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    await answer.arrayBuffer();
  }

  async requests(on: string): Promise<Asked[]> {
    const asked = (await (await fetch(`${this.control}/requests`)).json()) as Asked[];
    return asked.filter(({ line }) => new RegExp(on).test(line));
  }

  /** Of tenant acme, newest first, asked past the proxy. */
  async jobs(): Promise<{ id: string; state: string }[]> {
    const headers = { Authorization: `Bearer ${this.about.keys.acme}` };
    return eventually('the jobs are listed', async () => {
      const answer = await fetch(`${this.about.api}/v1/jobs?limit=500`, { headers });
      const told = await answer.json();
      if (answer.status === 503) return undefined; // Redis, perhaps just started again, is slow to answer
      return told.jobs ?? Promise.reject(new Error(JSON.stringify(told)));
    });
  }
}

/** What `attempt` gives once it gives something. */
export async function eventually<T>(what: string, attempt: () => Promise<T | undefined>, limit = 90_000): Promise<T> {
  for (const end = Date.now() + limit; Date.now() < end; ) {
    const given = await attempt();
    if (given !== undefined) return given;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within ${limit} ms: ${what}`);
}
