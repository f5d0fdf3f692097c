import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { wellFormedCorrelationId } from '../correlationId';
import type { RequestFacts } from './answers';
import { headerOf } from './headerOf';

/** The Lambda's own request id: the gateway's is the same for every request under serverless-offline. */
export const factsOf = (event: APIGatewayProxyEventV2, context: Context): RequestFacts => ({
  requestId: context.awsRequestId,
  correlationId: wellFormedCorrelationId(headerOf(event, 'x-correlation-id')) ?? context.awsRequestId,
  receivedAt: event.requestContext.timeEpoch,
});
