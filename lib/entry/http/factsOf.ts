import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { RequestFacts } from './answers';

/** The Lambda's own request id: the gateway's is the same for every request under serverless-offline. */
export const factsOf = (event: APIGatewayProxyEventV2, context: Context): RequestFacts => ({
  requestId: context.awsRequestId,
  receivedAt: event.requestContext.timeEpoch,
});
