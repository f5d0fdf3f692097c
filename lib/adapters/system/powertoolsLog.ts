import { Logger } from '@aws-lambda-powertools/logger';
import type { Correlation } from '../../ports/Correlation';
import type { Log } from '../../ports/Log';
import { redacted, redactedField } from '../../redacted';

/**
 * Structured lines on standard output, one JSON object each, as CloudWatch Logs Insights reads them.
 * A line that belongs to a request, a message or a tick names it as `correlation_id`.
 * An `error` field that is an Error is written with its stack; addresses, phone numbers and keys are not.
 */
export function powertoolsLog(doorName: string, correlation: Pick<Correlation, 'current'>): Log {
  const logger = new Logger({ serviceName: doorName });
  const clean = (fields: Readonly<Record<string, unknown>> = {}) => {
    const id = correlation.current();
    return { ...(id !== undefined && { correlation_id: id }), ...(redactedField(fields) as object) };
  };
  return {
    info: (message, fields) => logger.info(redacted(message), clean(fields)),
    warn: (message, fields) => logger.warn(redacted(message), clean(fields)),
    error: (message, fields) => logger.error(redacted(message), clean(fields)),
  };
}
