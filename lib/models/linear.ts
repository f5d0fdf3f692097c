import { leastSquaresModel } from './leastSquaresModel';
import { ordinaryRegression } from './ordinaryRegression';

/** Ordinary least squares: ridge without a penalty, by another road, since nothing keeps it from singular. */
export const linear = leastSquaresModel('linear', 0, ordinaryRegression);
