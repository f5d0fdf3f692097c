const ASKERS = ['train', 'predict', 'alert', 'rules', 'models', 'bars', 'evaluate', 'trainer'];
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
  'sweep dynamodb:GetItem {"Fn::GetAtt":["OpsTable","Arn"]} V#*': 'how often vendors may still be asked',
  'sweep dynamodb:Query {"Fn::GetAtt":["CoreTable","Arn"]} SYM#*':
    'who has the most rules comes first where not all can be asked for',
};
