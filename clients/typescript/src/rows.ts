import { type Tensor, writeNpy } from './npy.js';

export type Cell = number | boolean | string | null;

/**
 * Rows: numbers as a tensor of shape [rows, features], or lists of cells in the model's order, or objects by feature name. `null`
 * and NaN mean missing.
 */
export type Rows = Tensor | readonly (readonly Cell[])[] | readonly Readonly<Record<string, Cell>>[];

export interface Body {
  body: Uint8Array | string;
  type: string;
  count: number;
}

export function bodyOf(rows: Rows): Body {
  if ('shape' in rows) return { body: writeNpy(rows), type: 'application/x-npy', count: rows.shape[0] ?? 0 };
  return { body: JSON.stringify({ instances: rows }), type: 'application/json', count: rows.length };
}
