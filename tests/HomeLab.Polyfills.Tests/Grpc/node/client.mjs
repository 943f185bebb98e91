// node client.mjs <host:port> <check>: runs one check of a server with the official client; a failure exits with 1.
import assert from 'node:assert/strict';
import { grpc, Echo, Absent } from './echo.mjs';

const [address, check] = process.argv.slice(2);
const { status } = grpc;
const connect = (Service = Echo, options = {}) => new Service(address, grpc.credentials.createInsecure(), options);
const client = connect();
const MiB = 1 << 20;

const say = (request, { metadata = new grpc.Metadata(), options = {}, from = client, method = 'say' } = {}) =>
  new Promise((resolve, reject) => {
    let headers, reply;
    const call = from[method](request, metadata, options, (error, message) => (error ? reject(error) : (reply = message)));
    call.on('metadata', (m) => (headers = m));
    call.on('status', (s) => s.code === status.OK && resolve({ reply, headers, trailers: s.metadata }));
  });

const collectStream = (call) =>
  new Promise((resolve, reject) => {
    const messages = [];
    call.on('data', (m) => messages.push(m));
    call.on('end', () => resolve(messages));
    call.on('error', reject);
  });

const fails = async (promise, ...codes) => {
  const error = await promise.then(() => assert.fail('succeeded'), (e) => e);
  assert.ok(codes.includes(error.code), `${error.code} ${error.details ?? error}`);
  return error;
};

const checks = {
  async unary() {
    assert.equal((await say({ text: 'grüße' })).reply.text, 'grüße');
  },

  async metadata() {
    const metadata = new grpc.Metadata();
    metadata.set('x-echo', 'plain');
    metadata.set('x-echo-bin', Buffer.from([0, 10, 200, 255]));
    const { headers, trailers } = await say({}, { metadata });
    assert.deepEqual(headers.get('x-echoed'), ['plain']);
    assert.deepEqual(trailers.get('x-echoed-bin'), [Buffer.from([0, 10, 200, 255])]);
  },

  async status() {
    const detail = '100 % größer: 你好 😀\nsecond line';
    const error = await fails(say({ status: status.NOT_FOUND, detail }), status.NOT_FOUND);
    assert.equal(error.details, detail);
    assert.deepEqual(error.metadata.get('x-reason'), ['asked']);
    assert.deepEqual(error.metadata.get('x-reason-bin'), [Buffer.from([0, 1, 254, 255])]);
  },

  async exception() {
    const error = await fails(say({ crash: true }), status.UNKNOWN);
    assert.ok(!error.details.includes('secret'), error.details);
  },

  async unimplemented() {
    await fails(say({}, { method: 'missing' }), status.UNIMPLEMENTED);
    await fails(say({}, { from: connect(Absent) }), status.UNIMPLEMENTED);
  },

  async deadline() {
    await fails(say({ delay: 20_000 }, { options: { deadline: Date.now() + 300 } }), status.DEADLINE_EXCEEDED);
    await fails(say({}, { options: { deadline: Date.now() - 1000 } }), status.DEADLINE_EXCEEDED);
  },

  // The header is the caller's own, so that only the server keeps time.
  async serverDeadline() {
    const metadata = new grpc.Metadata();
    metadata.set('grpc-timeout', '300m');
    await fails(say({ delay: 20_000 }, { metadata }), status.DEADLINE_EXCEEDED);
  },

  async serverStream() {
    const messages = await collectStream(client.count({ count: 1000, size: 100 }));
    assert.deepEqual(messages.map((m) => m.number), [...Array(1000).keys()]);
  },

  async serverStreamFailure() {
    const error = await fails(collectStream(client.count({ count: 3, status: status.ABORTED, detail: 'enough' })), status.ABORTED);
    // How many messages came before is not asked: the official client raises the error ahead of those that it still buffers.
    assert.equal(error.details, 'enough');
  },

  async cancelStream() {
    const call = client.count({ count: 10_000, delay: 20, text: 'node-cancel' });
    call.once('data', () => call.cancel());
    await fails(collectStream(call), status.CANCELLED);
  },

  async clientStream() {
    const reply = await new Promise((resolve, reject) => {
      const call = client.collect((error, message) => (error ? reject(error) : resolve(message)));
      for (const text of ['a', 'b', 'c']) call.write({ text });
      call.end();
    });
    assert.deepEqual([reply.number, reply.text], [3, 'abc']);
  },

  async duplex() {
    const call = client.chat();
    const messages = collectStream(call);
    for (let i = 0; i < 20; i++) {
      call.write({ text: 'turn ' + i });
      await new Promise((resolve) => call.once('data', resolve));
    }
    call.end();
    assert.deepEqual((await messages).map((m) => m.text), [...Array(20).keys()].map((i) => 'turn ' + i));
  },

  async large() {
    const { reply } = await say({ size: 3 * MiB, filling: Buffer.alloc(3 * MiB) });
    assert.equal(reply.filling.length, 3 * MiB);
  },

  async limits() {
    await fails(say({ size: 5 * MiB }), status.RESOURCE_EXHAUSTED);
    // The official client may see the reset of its upload before the status that explains it.
    await fails(say({ filling: Buffer.alloc(5 * MiB) }), status.RESOURCE_EXHAUSTED, status.CANCELLED, status.INTERNAL);
  },

  async gzip() {
    const from = connect(Echo, { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
    const text = 'x'.repeat(10_000);
    assert.equal((await say({ text, size: 10_000 }, { from })).reply.text, text);
    const messages = await collectStream(from.count({ text, count: 5, size: 1000 }));
    assert.equal(messages.length, 5);
  },

  async parallel() {
    const replies = await Promise.all([...Array(200).keys()].map((i) => say({ text: String(i), delay: 20 })));
    assert.deepEqual(replies.map((r) => r.reply.text), [...Array(200).keys()].map(String));
  },
};

try {
  await checks[check]();
} catch (error) {
  console.error(error);
  process.exit(1);
}
process.exit(0);
