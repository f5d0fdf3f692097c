import type { SavedAnswers } from '../../ports/SavedAnswers';
import type { CloudAddress } from '../aws/clientOptions';
import { dynamoClient } from './dynamoClient';
import { dynamoSavedAnswers } from './dynamoSavedAnswers';

/** Saved answers with a client of their own, in one module that can be loaded when first needed. */
export const openSavedAnswers = (address: CloudAddress, opsTable: string): SavedAnswers =>
  dynamoSavedAnswers(dynamoClient(address), opsTable);
