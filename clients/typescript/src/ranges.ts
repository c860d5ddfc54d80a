/** Row ranges that were seen: after Redis lost its last second, pages come again, perhaps cut otherwise. */
export class Ranges {
  #seen: [number, number][] = [];

  /** Takes the rows in; answers with those of them that are new, as [first, count]. */
  add(first: number, rows: number): [number, number][] {
    let fresh: [number, number][] = [[first, first + rows]];
    for (const [a, b] of this.#seen)
      fresh = fresh
        .flatMap(([x, y]): [number, number][] => [
          [x, Math.min(y, a)],
          [Math.max(x, b), y],
        ])
        .filter(([x, y]) => x < y);
    this.#seen.push(...fresh);
    return fresh.map(([x, y]) => [x, y - x]);
  }
}
