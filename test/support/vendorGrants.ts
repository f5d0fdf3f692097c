const ASKERS = ['train', 'predict', 'alert', 'rules', 'models', 'bars', 'evaluate', 'trainer'];
const KEEPERS = ['predict', 'alert', 'rules', 'bars', 'evaluate'];
const inMarket = (action: string): string => `dynamodb:${action} {"Fn::GetAtt":["MarketTable","Arn"]}`;
const PARAMETERS =
  'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/${param:prefix}/vendors';

const keyAt = (variable: string): string => JSON.stringify({ 'Fn::Sub': `${PARAMETERS}/${variable}` });

const ASKING = [
  ...['GetItem', 'PutItem'].map((action) => `dynamodb:${action} {"Fn::GetAtt":["OpsTable","Arn"]} V#*`),
  ...['ALPHA_VANTAGE_API_KEY', 'FMP_API_KEY'].map((variable) => `ssm:GetParameter ${keyAt(variable)}`),
];

/** What is granted for vendors, and asked for only where the configuration names some, with the reason. */
export const GRANTS_FOR_VENDORS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ASKERS.flatMap((name) => ASKING.map((grant) => [`${name} ${grant}`, 'vendors are asked for bars'])),
  ),
  ...Object.fromEntries(
    ASKERS.map((name) => [`${name} ${inMarket('PutItem')} SP#*`, 'a vendor knows of a split already']),
  ),
  ...Object.fromEntries(
    ['train', 'models'].map((name) => [`${name} ${inMarket('Query')} SP#*`, 'vendors are asked for bars']),
  ),
  ...Object.fromEntries(
    KEEPERS.map((name) => [`${name} ${inMarket('PutItem')} BC#*`, 'a vendor tells otherwise later']),
  ),
  'trainer s3:GetObject {"Fn::Sub":"${ModelsBucket.Arn}/bars/*"}': 'years that an operator has archived',
  'sweep dynamodb:GetItem {"Fn::GetAtt":["OpsTable","Arn"]} V#*': 'how often vendors may still be asked',
};
