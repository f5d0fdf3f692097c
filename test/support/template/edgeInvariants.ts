import { routeKeysOf } from '../../../lib/entry/http/matchRoute';
import { HTTP_FUNCTIONS } from '../doorHandlers';
import type { CloudTemplate, Invariant, Named } from './cloudTemplate';
import { differences, functionsOf, nameOf, ofType, spelt, unless } from './cloudTemplate';

const integrationsOf = (template: CloudTemplate) => ofType(template, 'AWS::ApiGatewayV2::Integration');

/** The function that a route leads to, by its own name. */
function behind(template: CloudTemplate, route: Named): string {
  const target = spelt(route.Properties['Target']);
  const integration = integrationsOf(template).find(({ id }) => target === `integrations/\${${id}}`);
  const uri = spelt(integration?.Properties['IntegrationUri']);
  const found = functionsOf(template).find(({ id }) => uri === `\${${id}.Arn}`);
  return found === undefined ? 'nowhere' : nameOf(found);
}

export const everyRouteLeadsToTheFunctionThatBindsIt: Invariant = (template) => {
  const bound = Object.entries(HTTP_FUNCTIONS).flatMap(([name, bindings]) =>
    bindings.flatMap(({ contract }) => routeKeysOf(contract)).map((route) => `${route} → ${name}`),
  );
  const open = ofType(template, 'AWS::ApiGatewayV2::Route').map(
    (route) => `${route.Properties['RouteKey']} → ${behind(template, route)}`,
  );
  return differences([...bound, '$default → notFound'], open);
};

export const theGatewaySpeaksAsTheEntryReads: Invariant = (template) =>
  unless(
    integrationsOf(template),
    ({ Properties }) =>
      Properties['PayloadFormatVersion'] === '2.0' &&
      Properties['IntegrationType'] === 'AWS_PROXY' &&
      Properties['TimeoutInMillis'] === 30_000,
    'requests arrive as the entry reads them, and it has time to answer',
  );

export const theGatewayServesAtTheRoot: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::ApiGatewayV2::Stage'),
    ({ Properties }) => Properties['StageName'] === '$default' && Properties['AutoDeploy'] === true,
    'a path has no stage before it, and what is deployed is served',
  );

export const aRouteIsPaced: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::ApiGatewayV2::Stage'),
    ({ Properties }) => {
      const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } =
        Properties['DefaultRouteSettings'] ?? {};
      return rate > 0 && rate <= 100 && burst > 0 && burst <= 200;
    },
    'requests are throttled',
  );

export const everyRequestIsWrittenDown: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::ApiGatewayV2::Stage'),
    ({ Properties }) => {
      const { DestinationArn, Format = '' } = Properties['AccessLogSettings'] ?? {};
      return (
        spelt(DestinationArn) === '${HttpApiLogGroup.Arn}' &&
        ['$context.requestId', '$context.routeKey', '$context.status', '$context.identity.sourceIp'].every(
          (word) => String(Format).includes(word),
        )
      );
    },
    'the access log says who asked what, and how it ended',
  );

const GATEWAY = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*';

export const onlyOurOwnCallAFunction: Invariant = (template) => {
  const routed = integrationsOf(template).map(
    ({ Properties }) =>
      `apigateway.amazonaws.com calls ${spelt(Properties['IntegrationUri'])} for ${GATEWAY}`,
  );
  const scheduled = ofType(template, 'AWS::Events::Rule').flatMap(({ id, Properties }) =>
    (Properties['Targets'] as { Arn: unknown }[]).map(
      ({ Arn }) => `events.amazonaws.com calls ${spelt(Arn)} for \${${id}.Arn}`,
    ),
  );
  const permitted = ofType(template, 'AWS::Lambda::Permission').map(({ Properties }) => {
    const does = Properties['Action'] === 'lambda:InvokeFunction' ? 'calls' : Properties['Action'];
    return `${Properties['Principal']} ${does} ${spelt(Properties['FunctionName'])} for ${spelt(Properties['SourceArn'])}`;
  });
  return differences([...routed, ...scheduled], permitted);
};
