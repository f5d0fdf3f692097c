import { binnedColumns } from '../../../lib/models/boosted/binnedColumns';
import { boostedDisorder, boostedSchema } from '../../../lib/models/boosted/boostedFit';
import { boostedContributions, boostedReader, readBoosted } from '../../../lib/models/boosted/boostedReader';
import { boostedTrees } from '../../../lib/models/boosted/boostedTrees';
import { splitRows } from '../../../lib/models/validationTail';
import { bentTarget, evenTable, rowOf } from '../../support/seededTables';

const ROWS = 800;
const columns = evenTable({ seed: 61, rows: ROWS, columns: 6 });
const target = bentTarget(columns, 62, 0.3);
const rows = { columns, target, firstRow: 0, through: ROWS - 1 };
const fit = boostedTrees(rows, { mostRounds: 30 });
const reader = boostedReader(fit);

const spoiled = (column: Float64Array, row: number, reading: number): Float64Array =>
  column.slice().fill(reading, row, row + 1);

describe('binnedColumns', () => {
  test('few different values have a bin each, with edges half-way', () => {
    const { edges, bins } = binnedColumns([Float64Array.of(3, 1, 1, 2, 3)], 255);
    expect([...edges[0]!]).toEqual([1.5, 2.5]);
    expect([...bins[0]!]).toEqual([2, 0, 0, 1, 2]);
  });

  test('many share bins of as many rows each', () => {
    const { edges, bins } = binnedColumns([columns[0]!], 10);
    const counts = Array.from({ length: 10 }, (_, bin) => bins[0]!.filter((each) => each === bin).length);
    expect(edges[0]).toHaveLength(9);
    counts.forEach((count) => expect(Math.abs(count - ROWS / 10)).toBeLessThanOrEqual(1));
  });

  test('a value that fills many bins has one, a constant column has no edge', () => {
    const crowded = columns[0]!.map((each) => (each < 0.8 ? 0 : each));
    const { edges } = binnedColumns([crowded, new Float64Array(ROWS)], 20);
    expect(edges[0]!.every((edge, i) => i === 0 || edge > edges[0]![i - 1]!)).toBe(true);
    expect(edges[1]).toHaveLength(0);
  });
});

describe('boostedTrees', () => {
  test.each([
    ['one row', { ...rows, through: 0 }, '"1" rows are fewer than 40'],
    [
      'a constant target',
      { ...rows, target: new Float64Array(ROWS).fill(2) },
      'the target is "2" in every row',
    ],
    [
      'a feature that is not a number',
      { ...rows, columns: [spoiled(columns[0]!, 7, NaN)] },
      'column "0" has "NaN" at row "7"',
    ],
    [
      'a target without end',
      { ...rows, target: spoiled(target, 5, -Infinity) },
      'has "-Infinity" at row "5"',
    ],
  ])('refuses %s', (_what, input, message) => {
    expect(() => boostedTrees(input)).toThrow(
      expect.objectContaining({ code: 'MODEL_DEGENERATE', message: expect.stringContaining(message) }),
    );
  });

  test('learns a bent target that noise covers', () => {
    const others = evenTable({ seed: 63, rows: 400, columns: 6 });
    const truth = bentTarget(others, 64, 0);
    const mean = truth.reduce((sum, each) => sum + each, 0) / truth.length;
    const [missed, spread] = [0, 1].map((plain) =>
      truth.reduce((sum, each, row) => {
        const said = plain === 1 ? mean : readBoosted(reader, rowOf(others, row));
        return sum + (said - each) ** 2;
      }, 0),
    );
    expect(missed! / spread!).toBeLessThan(0.15);
  });

  test('columns that are constant are never looked at; nothing but those leaves the mean', () => {
    const constant = new Float64Array(ROWS).fill(0.1);
    const lone = boostedTrees({ ...rows, columns: [constant] });
    expect(lone.child.every((child) => child === 0)).toBe(true);
    expect(readBoosted(boostedReader(lone), Float64Array.of(5))).toBeCloseTo(lone.start, 12);
    const mixed = boostedTrees({ ...rows, columns: [constant, ...columns] }, { mostRounds: 5 });
    expect(mixed.column.every((column, node) => mixed.child[node] === 0 || column > 0)).toBe(true);
  });

  test('leaves hold as many rows, and trees as many leaves and levels, as they may', () => {
    const limits = { mostRounds: 10, mostLeaves: 9, mostDepth: 4, fewestInLeaf: 33 };
    const small = boostedTrees(rows, limits);
    const ends = [...small.roots.slice(1), small.child.length];
    small.roots.forEach((root, tree) => {
      const nodes = small.child.slice(root, ends[tree]);
      expect(nodes.filter((child) => child === 0).length).toBeLessThanOrEqual(9);
      const depth = new Map([[root, 0]]);
      nodes.forEach((child, i) => {
        if (child === 0) return;
        for (const side of [child, child + 1]) depth.set(side, depth.get(root + i)! + 1);
      });
      expect(Math.max(...depth.values())).toBeLessThanOrEqual(4);
      const reached = new Map<number, number>();
      for (let row = 0; row < ROWS; row += 1) {
        let node = root;
        while (small.child[node]! !== 0) {
          const goesLeft = columns[small.column[node]!]![row]! <= small.threshold[node]!;
          node = small.child[node]! + (goesLeft ? 0 : 1);
        }
        reached.set(node, (reached.get(node) ?? 0) + 1);
      }
      expect(Math.min(...reached.values())).toBeGreaterThanOrEqual(33);
    });
  });

  test('a target of pure noise ends after the patience, and keeps the best trees alone', () => {
    const plain = bentTarget(columns, 1, 0);
    const noise = bentTarget(columns, 65, 1).map((each, row) => each - plain[row]!);
    const tail = { share: 0.25, gapRows: 5, patience: 4 };
    const stopped = boostedTrees({ ...rows, target: noise }, { mostRounds: 60, tail });
    expect(stopped.roots.length).toBeLessThan(15);
    const full = boostedTrees(
      { ...rows, target: noise, through: splitRows(ROWS, tail).learnedRows - 1 },
      { mostRounds: 60 },
    );
    expect(full.value.slice(0, stopped.value.length)).toEqual(stopped.value);
  });

  test('what stands after the last row, and in the gap before the tail, is not read', () => {
    const tail = { share: 0.2, gapRows: 10, patience: 5 };
    const part = { ...rows, through: 599 };
    const wild = columns.map((column) => column.slice().fill(NaN, 600));
    expect(boostedTrees({ ...part, columns: wild, target: target.slice().fill(NaN, 600) }, { tail })).toEqual(
      boostedTrees(part, { tail }),
    );
    const bent = target.slice().fill(9, 470, 480);
    expect(boostedTrees({ ...part, target: bent }, { tail })).toEqual(boostedTrees(part, { tail }));
  });
});

describe('boostedContributions', () => {
  test('sum to what is said beyond the bias, of every row', () => {
    const biases = new Set<number>();
    for (let row = 0; row < 50; row += 1) {
      const { bias, contributions } = boostedContributions(reader, rowOf(columns, row));
      biases.add(bias);
      const sum = contributions.reduce((total, each) => total + each, bias);
      expect(Math.abs(sum - readBoosted(reader, rowOf(columns, row)))).toBeLessThan(1e-12);
    }
    expect(biases.size).toBe(1);
  });

  test('give nothing to a column that no split asks', () => {
    const [first] = columns;
    const lone = boostedReader(boostedTrees({ ...rows, columns: [new Float64Array(ROWS), first!] }));
    expect(boostedContributions(lone, Float64Array.of(3, 0.5)).contributions[0]).toBe(0);
  });
});

describe('boosted trees as JSON', () => {
  test('come back to the last bit', () => {
    expect(boostedSchema.parse(JSON.parse(JSON.stringify(fit)))).toEqual(fit);
    expect(boostedDisorder(fit)).toBeUndefined();
  });

  test.each([
    ['a value that is not finite', { value: [NaN, ...fit.value.slice(1)] }],
    ['a field too many', { more: 1 }],
  ])('are none with %s', (_what, change) => {
    expect(boostedSchema.safeParse({ ...fit, ...change }).success).toBe(false);
  });

  test.each([
    ['a list that is too short', { threshold: fit.threshold.slice(1) }, 'lists are of unequal length'],
    ['a root that is not there', { roots: [fit.child.length] }, 'there is no root'],
    ['a column that is not there', { column: fit.column.map(() => 6) }, 'there is no column "6"'],
    ['a path that leads back', { child: fit.child.map((each, node) => (node === 4 ? 2 : each)) }, 'node "4"'],
  ])('are in disorder with %s', (_what, change, message) => {
    expect(boostedDisorder({ ...fit, ...change })).toContain(message);
  });
});
