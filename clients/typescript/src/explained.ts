import { type Tensor, tensorOf } from './npy.js';
import type { components } from './openapi.js';

export type Contributions = components['schemas']['Contributions'];

export interface About {
  method: string;
  outputSpace: string;
  precision: string;
  modelDigest: string;
}

/** SHAP values of rows: those of a row and its base value add up to its prediction, in the model's output space. */
export interface Explained {
  /** [rows, features], or [rows, features, outputs] with several outputs; NaN in rows that are missing. */
  values: Tensor;
  /** [rows], or [rows, outputs]. */
  baseValues: Tensor;
  predictions: Tensor;
  /** When asked for: [rows, features, features], or [rows, features, features, outputs]. */
  interactions?: Tensor | undefined;
  featureNames: string[];
  outputNames: string[];
  about: About;
}

/** Results of one range of a job's rows; the ranges come in the order in which they were done. */
export interface Page {
  rowOffset: number;
  rows: number;
  values: Tensor;
  baseValues: Tensor;
  predictions: Tensor;
  /** Where to go on: `job.pages({ after: page.next })`, also in another process. */
  next: string;
}

export function explainedNow(told: components['schemas']['Explained']): Explained {
  const { explanations: of, predictions } = told;
  const precise = of.precision === 'double';
  return {
    values: tensorOf(of.values, precise),
    baseValues: tensorOf(of.base_values, precise),
    predictions: tensorOf(predictions, precise),
    interactions: of.interactions && tensorOf(of.interactions, precise),
    ...namesOf(of),
  };
}

export function namesOf(of: Contributions): Pick<Explained, 'featureNames' | 'outputNames' | 'about'> {
  return {
    featureNames: of.feature_names,
    outputNames: of.output_names,
    about: {
      method: of.method,
      outputSpace: of.output_space,
      precision: of.precision,
      modelDigest: of.model_digest,
    },
  };
}

export function pageOf(told: components['schemas']['ResultPage']): Page {
  const precise = told.precision === 'double';
  return {
    rowOffset: told.row_offset,
    rows: told.rows,
    values: tensorOf(told.values, precise),
    baseValues: tensorOf(told.base_values, precise),
    predictions: tensorOf(told.prediction, precise),
    next: told.next,
  };
}

/** Of a page's rows those from row `first` of the job on. */
export function partOf(page: Page, first: number, count: number): Page {
  const cut = ({ data, shape }: Tensor): Tensor => {
    const width = data.length / page.rows;
    const from = (first - page.rowOffset) * width;
    return { data: data.slice(from, from + count * width), shape: [count, ...shape.slice(1)] };
  };
  const { values, baseValues, predictions } = page;
  return {
    ...page,
    ...{ rowOffset: first, rows: count },
    ...{ values: cut(values), baseValues: cut(baseValues), predictions: cut(predictions) },
  };
}
