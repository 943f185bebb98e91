import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
export const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const definition = loader.loadSync(fileURLToPath(new URL('../echo.proto', import.meta.url)), { keepCase: true, defaults: true });
export const { Echo, Absent } = grpc.loadPackageDefinition(definition).homelab.tests.grpc;
