import { leastSquaresModel } from './leastSquaresModel';
import { ridgeRegression } from './ridgeRegression';

const LAMBDA = 10;

/** Ridge regression with λ = 10 on standardised features. */
export const ridge = leastSquaresModel('ridge', LAMBDA, (input) => ridgeRegression(input, LAMBDA));
