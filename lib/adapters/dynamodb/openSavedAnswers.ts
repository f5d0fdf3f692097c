import type { SavedAnswers } from '../../ports/SavedAnswers';
import type { CloudAddress } from '../aws/clientOptions';
import { dynamoClient } from './dynamoClient';
import type { SavingDeps } from './dynamoSavedAnswers';
import { dynamoSavedAnswers } from './dynamoSavedAnswers';

/** Saved answers with a client of their own, in one module that can be loaded when first needed. */
export const openSavedAnswers = (address: CloudAddress, opsTable: string, deps: SavingDeps): SavedAnswers =>
  dynamoSavedAnswers(dynamoClient(address), opsTable, deps);
