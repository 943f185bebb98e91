// The official SDK against a base URL: node conformance.mjs <baseURL> <token> <check>
import assert from 'node:assert/strict';
import { File } from 'node:buffer'; // global only from Node 20 on; Debian 12 has 18
import Cloudflare from 'cloudflare';

const [baseURL, apiToken, check] = process.argv.slice(2);
const client = new Cloudflare({ baseURL, apiToken });
const zoneOf = async name => (await client.zones.list({ name })).result[0].id;
const collect = async pages => { const all = []; for await (const item of pages) all.push(item); return all; };

const checks = {
  async zones() {
    const zones = await collect(client.zones.list({ per_page: 5 }));
    assert.deepEqual(zones.map(zone => zone.name), ['example.com']);
    const zone = await client.zones.get({ zone_id: zones[0].id });
    assert.equal(zone.status, 'active');
    assert.equal(zone.plan.legacy_id, 'free');
  },

  async token() {
    const verified = await client.user.tokens.verify();
    assert.equal(verified.status, 'active');
    assert.equal((await client.ips.list()).ipv4_cidrs.length, 15);
  },

  async records() {
    const zone_id = await zoneOf('example.com');
    const made = await client.dns.records.create({ zone_id, type: 'A', name: 'www', content: '198.51.100.4', ttl: 300, comment: 'sdk' });
    assert.equal(made.name, 'www.example.com');
    const edited = await client.dns.records.edit(made.id, { zone_id, type: 'A', name: 'www.example.com', content: '198.51.100.5' });
    assert.equal(edited.content, '198.51.100.5');
    assert.equal(edited.comment, 'sdk');
    const updated = await client.dns.records.update(made.id, { zone_id, type: 'A', name: 'www', content: '198.51.100.6', ttl: 1, proxied: true });
    assert.equal(updated.proxied, true);
    assert.equal(updated.comment, null);
    assert.equal((await client.dns.records.get(made.id, { zone_id })).id, made.id);
    assert.deepEqual(await client.dns.records.delete(made.id, { zone_id }), { id: made.id });
  },

  async structured() {
    const zone_id = await zoneOf('example.com');
    const data = { priority: 10, weight: 5, port: 5223, target: 'server.example.com' };
    const srv = await client.dns.records.create({ zone_id, type: 'SRV', name: '_xmpp._tcp', ttl: 1, data });
    assert.deepEqual(srv.data, data);
    assert.equal(srv.priority, 10);
    const caa = await client.dns.records.create({ zone_id, type: 'CAA', name: '@', ttl: 1, data: { flags: 0, tag: 'issue', value: 'letsencrypt.org' } });
    assert.equal(caa.content, '0 issue "letsencrypt.org"');
  },

  async pages() {
    const zone_id = await zoneOf('example.com');
    const posts = Array.from({ length: 23 }, (_, n) => ({ type: 'A', name: `h${n}`, content: '198.51.100.4', ttl: 1 }));
    await client.dns.records.batch({ zone_id, posts });
    const all = await collect(client.dns.records.list({ zone_id, per_page: 10 }));
    assert.equal(new Set(all.map(record => record.id)).size, 23);
  },

  async filters() {
    const zone_id = await zoneOf('example.com');
    await client.dns.records.batch({ zone_id, posts: [
      { type: 'A', name: 'one', content: '198.51.100.4', ttl: 1, comment: 'homelab: one' },
      { type: 'AAAA', name: 'two', content: '2001:db8:0::0:2', ttl: 1 },
      { type: 'TXT', name: 'two', content: 'plain', ttl: 1 },
    ] });
    const names = async params => (await client.dns.records.list({ zone_id, ...params })).result.map(record => `${record.type} ${record.name} ${record.content}`);
    assert.deepEqual(await names({ name: { exact: 'two.example.com' }, type: 'AAAA' }), ['AAAA two.example.com 2001:db8::2']);
    assert.deepEqual(await names({ comment: { startswith: 'homelab:' } }), ['A one.example.com 198.51.100.4']);
    assert.deepEqual(await names({ content: { contains: 'plain' } }), ['TXT two.example.com "plain"']);
    assert.deepEqual((await names({ order: 'name', direction: 'desc', type: 'A' })).length, 1);
    assert.deepEqual(await names({ name: { exact: 'two' } }), []);
  },

  async batch() {
    const zone_id = await zoneOf('example.com');
    const made = await client.dns.records.create({ zone_id, type: 'A', name: 'swap', content: '198.51.100.4', ttl: 1 });
    const done = await client.dns.records.batch({ zone_id, deletes: [{ id: made.id }], posts: [{ type: 'CNAME', name: 'swap', content: 'other.example.net', ttl: 1 }] });
    assert.equal(done.deletes[0].id, made.id);
    assert.equal(done.posts[0].type, 'CNAME');
    const failed = client.dns.records.batch({ zone_id, deletes: [{ id: done.posts[0].id }], posts: [{ type: 'A', name: 'bad', content: 'x', ttl: 1 }] });
    await assert.rejects(failed, Cloudflare.BadRequestError);
    assert.equal((await client.dns.records.list({ zone_id })).result.length, 1);
  },

  async files() {
    const zone_id = await zoneOf('example.com');
    const file = new File(['www 300 IN A 198.51.100.4 ; by file\n@ IN MX 10 mail.example.net.\n'], 'zone.txt');
    const done = await client.dns.records.import({ zone_id, file });
    assert.equal(done.recs_added, 2);
    const text = await client.dns.records.export({ zone_id });
    assert.match(text, /^www\.example\.com\.\t300\tIN\tA\t198\.51\.100\.4 ; by file/m);
    assert.match(text, /^example\.com\.\t\d+\tIN\tMX\t10 mail\.example\.net\./m);
  },

  async errors() {
    const zone_id = await zoneOf('example.com');
    const record = { zone_id, type: 'A', name: 'www', content: '198.51.100.4', ttl: 1 };
    const made = await client.dns.records.create(record);
    const of = async promise => { try { await promise; } catch (error) { return error; } assert.fail('no error'); };
    const again = await of(client.dns.records.create(record));
    assert.ok(again instanceof Cloudflare.BadRequestError);
    assert.equal(again.errors[0].code, 81058);
    await client.dns.records.delete(made.id, { zone_id });
    const gone = await of(client.dns.records.delete(made.id, { zone_id }));
    assert.ok(gone instanceof Cloudflare.NotFoundError);
    assert.equal(gone.errors[0].code, 81044);
    const invalid = await of(client.dns.records.create({ ...record, ttl: 59 }));
    assert.equal(invalid.errors[0].error_chain[0].code, 9021);
    const stranger = new Cloudflare({ baseURL, apiToken: 'nobody-issued-this' });
    assert.ok(await of(stranger.zones.list()) instanceof Cloudflare.PermissionDeniedError);
    const scribble = new Cloudflare({ baseURL, apiToken: 'not a token' });
    assert.equal((await of(scribble.zones.list())).errors[0].code, 6003);
  },

  // The test has armed one refusal of each kind in front of these.
  async retries() {
    assert.equal((await client.zones.list()).result.length, 1);
  },
};

await checks[check]();
console.log(`${check} agrees`);
