'use strict';

/**
 * Takes a `DependsOn` out of the template where a reference says the same: the framework writes both, and cfn-lint
 * (W3005) asks which of them is meant.
 */
class TidyTemplate {
  constructor(serverless) {
    this.hooks = {
      'before:package:finalize': () => tidy(serverless.service.provider.compiledCloudFormationTemplate),
    };
  }
}

function tidy({ Resources }) {
  for (const resource of Object.values(Resources)) {
    if (resource.DependsOn === undefined) continue;
    const referred = idsReferredTo(resource.Properties);
    const left = [resource.DependsOn].flat().filter((id) => !referred.has(id));
    if (left.length > 0) resource.DependsOn = left;
    else delete resource.DependsOn;
  }
}

/** Logical ids in every Ref, GetAtt and Sub below. */
function idsReferredTo(found) {
  if (typeof found !== 'object' || found === null) return new Set();
  const here = Object.entries(found).flatMap(([key, argument]) => {
    if (key === 'Ref') return [argument];
    if (key === 'Fn::GetAtt') return [Array.isArray(argument) ? argument[0] : argument.split('.')[0]];
    if (key === 'Fn::Sub') return idsInText([argument].flat()[0]);
    return [];
  });
  const below = Object.values(found).flatMap((one) => [...idsReferredTo(one)]);
  return new Set([...here, ...below]);
}

const idsInText = (text) => [...text.matchAll(/\$\{([^!.}]+)[^}]*\}/g)].map(([, id]) => id);

module.exports = TidyTemplate;
