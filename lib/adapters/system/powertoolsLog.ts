import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../../ports/Log';
import { redacted, redactedField } from '../../redacted';

/**
 * Structured lines on standard output, one JSON object each, as CloudWatch Logs Insights reads them.
 * An `error` field that is an Error is written with its stack; addresses, phone numbers and keys are not.
 */
export function powertoolsLog(doorName: string): Log {
  const logger = new Logger({ serviceName: doorName });
  const clean = (fields: Readonly<Record<string, unknown>> = {}) => ({
    ...(redactedField(fields) as object),
  });
  return {
    info: (message, fields) => logger.info(redacted(message), clean(fields)),
    warn: (message, fields) => logger.warn(redacted(message), clean(fields)),
    error: (message, fields) => logger.error(redacted(message), clean(fields)),
  };
}
