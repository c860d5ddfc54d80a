/** Numbers of any number of axes, the last one running fastest. */
export interface Tensor<T extends Float32Array | Float64Array = Float32Array | Float64Array> {
  data: T;
  shape: number[];
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** NumPy's file format, version 1.0. */
export function writeNpy({ data, shape }: Tensor): Uint8Array {
  const descr = data instanceof Float32Array ? 'f4' : 'f8';
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const head = `{'descr': '${littleEndian ? '<' : '>'}${descr}', 'fortran_order': False, 'shape': (${axes}), }`;
  const length = Math.ceil((10 + head.length + 1) / 64) * 64;
  const out = new Uint8Array(length + data.byteLength);
  out.set(new TextEncoder().encode(`\x00NUMPY\x01\x00  ${head.padEnd(length - 11)}\n`));
  out[0] = 0x93;
  new DataView(out.buffer).setUint16(8, length - 10, true);
  out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), length);
  return out;
}

/** What this service writes: little-endian f4 or f8 in C order. */
export function readNpy(bytes: Uint8Array): Tensor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6] !== 1;
  const from = (wide ? 12 : 10) + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const head = new TextDecoder('latin1').decode(bytes.subarray(10, from));
  const [, kind] = /'descr': '<(f[48])'/.exec(head) ?? [];
  const [, axes] = /'shape': \(([^)]*)\)/.exec(head) ?? [];
  if (!kind || axes === undefined || head.includes('True'))
    throw new TypeError(`not an array that can be read here: ${head}`);
  const shape = axes
    .split(',')
    .filter((axis) => axis.trim())
    .map(Number);
  const rest = Uint8Array.from(bytes.subarray(from)); // slice() of Node's Buffer would be a view of all
  if (!littleEndian) swap(rest, Number(kind[1]));
  return { data: kind === 'f4' ? new Float32Array(rest.buffer) : new Float64Array(rest.buffer), shape };
}

function swap(bytes: Uint8Array, width: number): void {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

/** Nested lists as JSON has them, where null is NaN. */
export function tensorOf(nested: unknown, precise: boolean): Tensor {
  const shape: number[] = [];
  for (let axis = nested; Array.isArray(axis); axis = axis[0]) shape.push(axis.length);
  const flat = (shape.length > 1 ? (nested as unknown[]).flat(shape.length - 1) : nested) as (number | null)[];
  const numbers = flat.map((n) => n ?? Number.NaN);
  return { data: precise ? Float64Array.from(numbers) : Float32Array.from(numbers), shape };
}
