import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../../ports/Log';

/**
 * Structured lines on standard output, one JSON object each, as CloudWatch Logs Insights reads them.
 * An `error` field that is an Error is written with its stack.
 */
export function powertoolsLog(doorName: string): Log {
  const logger = new Logger({ serviceName: doorName });
  return {
    info: (message, fields = {}) => logger.info(message, { ...fields }),
    warn: (message, fields = {}) => logger.warn(message, { ...fields }),
    error: (message, fields = {}) => logger.error(message, { ...fields }),
  };
}
