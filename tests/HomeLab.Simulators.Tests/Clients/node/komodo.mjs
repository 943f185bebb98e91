// The official clients of both versions against a Core: node komodo.mjs <package> <url> <key> <secret> <check>
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import WebSocket from 'ws'; // global only from Node 22 on

globalThis.WebSocket ??= WebSocket;
// What the client of version 2 looks for tokens in as it is loaded.
globalThis.localStorage ??= { getItem: () => null, setItem() {}, removeItem() {} };
const [library, url, key, secret, check] = process.argv.slice(2);
const { KomodoClient } = await import(`${library}`);
const client = KomodoClient(url, { type: 'api-key', params: { key, secret } });
const declared = (await readFile(new URL(`node_modules/${library}/dist/types.d.ts`, import.meta.url), 'utf8')).replace(/\/\*\*[^]*?\*\//g, '');
const isFirst = (await client.read('GetVersion', {})).version.startsWith('1.');

// Every field that the client's own types call required.
const holds = (value, type) => {
  const body = declared.match(new RegExp(`export interface ${type}(?:<[^>]*>)? \\{([^]*?)\\n\\}`));
  assert.ok(body, `${type} is declared`);
  for (const [, field] of body[1].matchAll(/^ {4}(\w+): /gm)) {
    assert.ok(value[field] !== undefined && value[field] !== null, `${type}.${field} of ${JSON.stringify(value).slice(0, 300)}`);
  }
};
const refusal = async promise => { try { await promise; } catch (error) { return error; } assert.fail('no error'); };

const checks = {
  async shapes() {
    holds(await client.read('GetCoreInfo', {}), 'GetCoreInfoResponse');
    const [server] = await client.read('ListServers', {});
    holds(server, 'ResourceListItem');
    holds(server.info, 'ServerListItemInfo');
    holds((await client.read('GetServer', { server: server.id })).config, 'ServerConfig');
    const [stack] = await client.read('ListStacks', {});
    holds(stack, 'ResourceListItem');
    holds(stack.info, 'StackListItemInfo');
    holds(stack.info.services[0], 'StackServiceWithUpdate');
    const full = await client.read('GetStack', { stack: stack.name });
    holds(full, 'Resource');
    holds(full.info.latest_services[0], 'StackServiceNames');
    const [service] = await client.read('ListStackServices', { stack: stack.id });
    holds(service, 'StackService');
    holds(service.container, 'ContainerListItem');
    const [sync] = await client.read('ListResourceSyncs', {});
    holds(sync.info, 'ResourceSyncListItemInfo');
    const { updates } = await client.read('ListUpdates', {});
    holds(updates[0], 'UpdateListItem');
    holds(await client.read('GetUpdate', { id: updates[0].id }), 'Update');
    const user = isFirst ? await client.auth('GetUser', {}) : await client.getUser();
    assert.equal(user.admin, true);
  },

  // The test has made 40 stacks.
  async lists() {
    const all = await client.read('ListStacks', { limit: 0 });
    assert.equal(all.length, 40);
    assert.deepEqual(all.map(it => it.name), [...all.map(it => it.name)].sort());
    assert.equal((await client.read('ListFullStacks', { limit: 0 })).length, 40);
    assert.equal((await client.read('ListStacks', {})).length, isFirst ? 40 : 30);
    if (!isFirst) {
      assert.equal((await client.read('ListStacks', { page: 1 })).length, 10);
    }
    assert.deepEqual((await client.read('ListStacks', { query: { names: [all[3].name] } })).map(it => it.id), [all[3].id]);
    const [server] = await client.read('ListServers', {});
    const containers = await client.read(isFirst ? 'ListDockerContainers' : 'ListContainers', { server: server.name });
    assert.equal(containers.length, 40);
    assert.equal(containers[0].id.length, 64);
  },

  async errors() {
    const missing = await refusal(client.read('GetStack', { stack: 'nope' }));
    assert.equal(missing.status, 500);
    assert.equal(missing.result.error, 'Did not find any Stack matching nope');
    assert.ok(Array.isArray(missing.result.trace));
    assert.equal((await refusal(client.read('GetStack', {}))).status, 422);
    assert.equal((await refusal(client.read('GetNothing', {}))).status, 500);
    const stranger = KomodoClient(url, { type: 'api-key', params: { key: 'K-nobody', secret: 'S-nobody' } });
    const refused = await refusal(stranger.read('ListStacks', {}));
    assert.equal(refused.status, 401);
    assert.equal(refused.result.error, isFirst ? 'no api key matching key' : 'Invalid user credentials');
  },

  // A stack's life, with the client's own way of following an update to its end.
  async life() {
    const file_contents = 'services:\n  web:\n    image: nginx:[[TAG]]\n';
    await client.write('CreateVariable', { name: 'TAG', value: '1.27' });
    const made = await client.write('CreateStack', { name: 'Shop', config: { server_id: 'nas', file_contents } });
    holds(made, 'Resource');
    holds(made.config, 'StackConfig');
    assert.equal(made.name, 'shop');
    const deployed = await client.execute_and_poll('DeployStack', { stack: 'shop' });
    holds(deployed, 'Update');
    assert.ok(deployed.success, JSON.stringify(deployed.logs));
    deployed.logs.forEach(log => holds(log, 'Log'));
    const [item] = await client.read('ListStacks', { query: { names: ['shop'] } });
    assert.equal(item.info.state, 'running');
    const [service] = await client.read('ListStackServices', { stack: 'shop' });
    assert.equal(service.container.image, 'nginx:1.27');
    assert.equal((await client.read('InspectDockerContainer', { server: 'nas', container: service.container.name })).Id, service.container.id);

    const changed = await client.write('UpdateStack', { id: made._id.$oid, config: { environment: 'A = 1' } });
    assert.equal(changed.config.environment, 'A = 1\n');
    assert.equal(changed.config.file_contents, file_contents);
    for (const [type, state] of [['StopStack', 'stopped'], ['StartStack', 'running'], ['PauseStack', 'paused'], ['UnpauseStack', 'running'], ['RestartStack', 'running'], ['DestroyStack', 'down']]) {
      const update = await client.execute_and_poll(type, { stack: 'shop' });
      assert.ok(update.success, `${type}: ${JSON.stringify(update.logs)}`);
      assert.equal((await client.read('ListStacks', { query: { names: ['shop'] } }))[0].info.state, state, type);
    }
    assert.equal((await client.read('GetStackActionState', { stack: 'shop' })).deploying, false);
    const [batch] = await client.execute('BatchDeployStack', { pattern: 'sho*' });
    assert.equal(batch.status, 'Ok');
    assert.ok((await client.poll_update_until_complete(batch.data._id.$oid)).success);
    holds(await client.write('RenameStack', { id: 'shop', name: 'store' }), 'Update');
    assert.equal((await client.write('DeleteStack', { id: 'store' })).name, 'store');
    assert.equal((await refusal(client.read('GetStack', { stack: 'store' }))).status, 500);
    holds(await client.write('DeleteVariable', { name: 'TAG' }), 'Variable');
  },

  async failures() {
    const told = async (promise, status, error) => {
      const refused = await refusal(promise);
      assert.deepEqual([refused.status, refused.result.error], [status, error]);
    };
    await told(client.write('CreateStack', { name: '' }), 400, 'Must provide non-empty name for resource');
    await told(client.write('CreateStack', { name: 'stack-00' }), 409, "Resource with name 'stack-00' already exists");
    await told(client.write('UpdateStack', { id: 'nope', config: {} }), 500, 'Did not find any Stack matching nope');
    await told(client.execute('DeployStack', { stack: 'nope' }), 500, 'Did not find any Stack matching nope');
    await client.write('CreateStack', { name: 'nowhere', config: { file_contents: 'services: {}' } });
    const lost = await client.execute_and_poll('DeployStack', { stack: 'nowhere' });
    assert.deepEqual([lost.status, lost.success, lost.logs.at(-1).stage], ['Complete', false, 'Task Error']);
    await client.write('CreateStack', { name: 'broken', config: { server_id: 'nas', file_contents: 'services: [' } });
    const broken = await client.execute_and_poll('DeployStack', { stack: 'broken' });
    assert.deepEqual([broken.success, broken.logs.at(-1).stage], [false, 'Compose Config']);
    assert.equal((await client.execute('DeployStackIfChanged', { stack: 'broken' }))._id, undefined);
  },

  // Once it is logged in the test has somebody deploy a stack.
  async updates() {
    const seen = [];
    await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`only ${JSON.stringify(seen)} came`)), 60_000).unref();
      const socket = client.get_update_websocket({
        on_login: () => console.log('logged in'),
        on_update: update => {
          holds(update, 'UpdateListItem');
          seen.push(`${update.operation} ${update.status}`);
          if (update.status === 'Complete') {
            socket.close();
          }
        },
        on_close: resolve,
      });
    });
    assert.deepEqual(seen, ['DeployStack InProgress', 'DeployStack Complete']);
  },
};

await checks[check]();
console.log(`${check} agrees`);
process.exit(0);
