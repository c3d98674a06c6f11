import { suite } from '../../harness/run/suite.ts';

suite('smpp');
