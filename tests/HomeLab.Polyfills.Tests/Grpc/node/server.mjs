// The twin of EchoService.cs on the official implementation.
import { grpc, Echo } from './echo.mjs';

const reply = (request, number) => ({ text: request.text, number, filling: Buffer.alloc(request.size) });

const failure = (request) => {
  const metadata = new grpc.Metadata();
  metadata.set('x-reason', 'asked');
  metadata.set('x-reason-bin', Buffer.from([0, 1, 254, 255]));
  return Object.assign(new Error(request.detail), { code: request.status, details: request.detail, metadata });
};

const handlers = {
  say(call, callback) {
    const { request, metadata } = call;
    if (request.crash) return callback({ code: grpc.status.UNKNOWN, details: 'Exception was thrown by handler.' });
    const trailers = new grpc.Metadata();
    for (const value of metadata.get('x-echo')) {
      const headers = new grpc.Metadata();
      headers.set('x-echoed', value);
      call.sendMetadata(headers);
    }
    for (const value of metadata.get('x-echo-bin')) trailers.set('x-echoed-bin', value);
    const timer = setTimeout(() => {
      if (request.status) callback(failure(request));
      else callback(null, reply(request, 0), trailers);
    }, request.delay);
    console.log('begun ' + request.text);
    call.on('cancelled', () => {
      clearTimeout(timer);
      console.log('cancelled ' + request.text);
    });
  },

  count(call) {
    const { request } = call;
    let number = 0;
    let timer;
    console.log('begun ' + request.text);
    call.on('cancelled', () => {
      clearTimeout(timer);
      console.log('cancelled ' + request.text);
    });
    const next = () => {
      while (number < request.count && !call.cancelled) {
        const flows = call.write(reply(request, number++));
        if (request.delay) return void (timer = setTimeout(next, request.delay));
        if (!flows) return void call.once('drain', next);
      }
      if (request.status) call.emit('error', failure(request));
      else call.end();
    };
    if (request.delay) timer = setTimeout(next, request.delay);
    else next();
  },

  collect(call, callback) {
    let number = 0;
    let text = '';
    let failed = false;
    call.on('data', (request) => {
      if (request.status && !failed) {
        failed = true;
        callback(failure(request));
      }
      if (number++ === 0) {
        console.log('begun ' + request.text);
        call.on('cancelled', () => console.log('cancelled ' + request.text));
      }
      text += request.text;
    });
    call.on('end', () => failed || callback(null, { text, number }));
  },

  chat(call) {
    let number = 0;
    call.on('data', (request) => {
      if (request.status) call.emit('error', failure(request));
      else call.write(reply(request, number++));
    });
    call.on('end', () => call.end());
  },
};

const server = new grpc.Server({ 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
server.addService(Echo.service, handlers);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log('http://127.0.0.1:' + port);
});
process.stdin.on('end', () => process.exit(0)).resume();
