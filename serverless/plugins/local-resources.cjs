'use strict';

/**
 * Hands the resolved template to the local stack that started this process, and waits until its resources
 * exist, before the first function can run. Without such a parent it does nothing.
 */
class LocalResources {
  constructor(serverless) {
    this.serverless = serverless;
    this.hooks = { 'before:offline:start:init': () => this.handOver() };
  }

  async handOver() {
    if (process.send === undefined) return;
    // Functions without the stack around them would hold the ports and answer nobody.
    process.once('disconnect', () => process.exit(1));
    const ready = new Promise((resolve) => process.once('message', resolve));
    const { service } = this.serverless;
    process.send({ kind: 'template', resources: resourcesOf(service), functions: functionsOf(service) });
    await ready;
  }
}

function resourcesOf(service) {
  const parts = Array.isArray(service.resources) ? service.resources : [service.resources ?? {}];
  return Object.assign({}, ...parts.map((part) => part.Resources ?? {}));
}

function functionsOf(service) {
  return service.getAllFunctions().map((key) => {
    const { name, environment, events = [] } = service.getFunction(key);
    const queues = events.filter((event) => event.sqs !== undefined).map((event) => event.sqs);
    return { key, name, environment: { ...service.provider.environment, ...environment }, queues };
  });
}

module.exports = LocalResources;
