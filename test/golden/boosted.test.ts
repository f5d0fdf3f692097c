import { boostedReader, readBoosted } from '../../lib/models/boosted/boostedReader';
import { boostedTrees } from '../../lib/models/boosted/boostedTrees';
import { bentTarget, evenTable, rowOf } from '../support/seededTables';
import golden from './boosted.json';

describe(`boosted trees equal ${golden.origin}`, () => {
  const { rows, unseen, columns: width, steps, cases } = golden.few;
  const columns = evenTable({ seed: 31, rows, columns: width, steps });
  const target = bentTarget(columns, 32, 0.2);
  const others = evenTable({ seed: 33, rows: unseen, columns: width, steps });

  test.each(cases)('where each value has its own bin, to 1e-6, with $options', ({ options, predictions }) => {
    const reader = boostedReader(
      boostedTrees(
        { columns, target, firstRow: 0, through: rows - 1 },
        {
          mostRounds: options.max_iter,
          learningRate: options.learning_rate,
          mostLeaves: options.max_leaf_nodes,
          mostDepth: options.max_depth ?? Number.POSITIVE_INFINITY,
          fewestInLeaf: options.min_samples_leaf,
          lambda: options.l2_regularization,
        },
      ),
    );
    const gaps = predictions.map((wanted, row) => Math.abs(readBoosted(reader, rowOf(others, row)) - wanted));
    expect(Math.max(...gaps)).toBeLessThan(1e-6);
  });

  test('where bins hold many values the held-out error is within 2 %', () => {
    const [many, held] = [41, 43].map((seed) =>
      evenTable({ seed, rows: seed === 41 ? 4_000 : 2_000, columns: 8 }),
    );
    const reader = boostedReader(
      boostedTrees(
        { columns: many!, target: bentTarget(many!, 42, 0.5), firstRow: 0, through: 3_999 },
        { mostRounds: 80 },
      ),
    );
    const errors = bentTarget(held!, 44, 0.5).map(
      (each, row) => (readBoosted(reader, rowOf(held!, row)) - each) ** 2,
    );
    const meanSquare = errors.reduce((sum, each) => sum + each, 0) / errors.length;
    expect(Math.abs(meanSquare / golden.many.heldOutMeanSquare - 1)).toBeLessThan(0.02);
  });
});
