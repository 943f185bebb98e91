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
