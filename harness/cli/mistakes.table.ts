/** One mistake that people make, how they make it, and all that they are told. */
export type Mistake = {
  readonly what: string;
  /** Words after `pushproof`; `<mute>` is the port of that listener (mistakes.test.ts). */
  readonly call: string;
  readonly exitCode: 3 | 4;
  /** The whole of stderr, ports as in the call. */
  readonly told: string;
  /** Environment that the call has beside the usual one. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** Files that the calls find in their folder. */
export const FILES: Readonly<Record<string, string>> = {
  'indented.yaml': 'iut: smsc\n  target: smpp://a:b@127.0.0.1:2775\n',
  'unset.yaml': 'iut: smsc\ntarget: smpp://a:${SMSC_PASSWORD}@127.0.0.1:2775\n',
  'misspelt.yaml': 'iut: smsc\ntarget: smpp://a:b@127.0.0.1:2775\ntimers:\n  transactonMs: 3000\n',
  'scheme.yaml': 'iut: smsc\ntarget: http://127.0.0.1/pap\n',
  'taken.yaml': 'iut: ppg\ntarget: http://127.0.0.1:<mute>/pap\nsmsc: { listen: "127.0.0.1:<mute>" }\n',
  'outside.yaml':
    'iut: smsc\ntarget: smpp://a:b@127.0.0.1:2775\nhandset: { numbers: ["15550200001"] }\nlimits: { numbers: ["15550100*"] }\n',
  'notes.txt': 'not a trace\n',
  'node-12.cjs': "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '12.22.12' } });\n",
};

/** The commonest mistakes; whoever meets another that reads badly adds it. */
export const MISTAKES: readonly Mistake[] = [
  {
    what: 'a port where nothing listens',
    call: 'run --quick --quiet --target smpp://a:secret@127.0.0.1:<closed>',
    exitCode: 3,
    told:
      'pushproof: smpp://a:***@127.0.0.1:<closed>: connection refused\n' +
      '  Is the SMSC running, and is this its SMPP port? Check host, port and firewall.\n',
  },
  {
    what: 'a host that does not exist',
    call: 'run --quick --quiet --target smpp://a:secret@smsc.invalid:2775',
    exitCode: 3,
    told:
      'pushproof: smpp://a:***@smsc.invalid:2775: there is no host of that name\n' +
      '  Is the SMSC running, and is this its SMPP port? Check host, port and firewall.\n',
  },
  {
    what: 'the port of a web server',
    call: 'run --quick --quiet --target smpp://a:secret@127.0.0.1:<http>',
    exitCode: 3,
    told:
      'pushproof: smpp://a:***@127.0.0.1:<http>: HTTP is spoken at this port, not SMPP\n' +
      '  A PPG? Then --iut ppg --target http://…; else name the SMSC’s SMPP port, often 2775.\n',
  },
  {
    what: 'the port of another service',
    call: 'run --quick --quiet --target smpp://a:secret@127.0.0.1:<ssh>',
    exitCode: 3,
    told:
      'pushproof: smpp://a:***@127.0.0.1:<ssh>: SSH is spoken at this port, not SMPP\n' +
      '  Name the SMSC’s SMPP port, often 2775.\n',
  },
  {
    what: 'TLS to a plain port',
    call: 'run --quick --quiet --target smpps://a:secret@127.0.0.1:<wrong-password>',
    exitCode: 3,
    told:
      'pushproof: smpps://a:***@127.0.0.1:<wrong-password>: nobody speaks TLS at this port\n' +
      '  Name its TLS port, or leave TLS out: smpp://…\n',
  },
  {
    what: 'a plain connection to a TLS port',
    call: 'run --quick --quiet --target smpp://a:secret@127.0.0.1:<tls>',
    exitCode: 3,
    told:
      'pushproof: smpp://a:***@127.0.0.1:<tls>: only TLS is spoken at this port\n' +
      '  Write smpps://…, or name its plain port.\n',
  },
  {
    what: 'a wrong password',
    call: 'run --quick --quiet --target smpp://a:secret@127.0.0.1:<wrong-password>',
    exitCode: 3,
    told:
      'pushproof: smpp://a:***@127.0.0.1:<wrong-password>: the bind of both sides was refused with 0x0000000e ESME_RINVPASWD\n' +
      '  Check system_id and password, and that this account may bind as transmitter and as receiver (or transceiver).\n',
  },
  {
    what: 'a target that never answers the bind',
    call: 'run --quick --quiet --target smpp://a:secret@127.0.0.1:<mute>',
    exitCode: 3,
    told:
      'pushproof: smpp://a:***@127.0.0.1:<mute>: no answer to the bind of both sides within 5 s\n' +
      '  Something listens there but does not speak SMPP (or only over TLS: smpps://). Check the port.\n',
  },
  {
    what: 'numbers that are not routed to the handset side',
    call: 'run --quick --quiet --target smpp://a:secret@127.0.0.1:<unrouted>',
    exitCode: 3,
    told:
      'pushproof: smpp://a:***@127.0.0.1:<unrouted>: no segment reached 1555*****01…: routing, or the SMSC?\n' +
      '  It answered submit_sm and data_sm with ESME_ROK. Route 1555*****01 … to the session that pushproof binds as receiver (address_range ^155501000(0[1-9]|1[0-6])$), or name other numbers in a profile.\n',
  },
  {
    what: 'a PPG URL where an SMSC is meant',
    call: 'run --quick --quiet --iut smsc --target http://127.0.0.1:8080/pap',
    exitCode: 3,
    told: 'pushproof: --target: http: is no target for the smsc\n  Its target begins with smpp: or smpps:.\n',
  },
  {
    what: 'a target in a profile that does not fit its iut',
    call: 'run --quick --quiet --profile scheme.yaml',
    exitCode: 3,
    told: 'pushproof: scheme.yaml:2:9: http: is no target for the smsc\n  Its target begins with smpp: or smpps:.\n',
  },
  {
    what: 'a target without a scheme',
    call: 'run --quick --quiet --target 127.0.0.1:2775',
    exitCode: 3,
    told:
      'pushproof: --target: is no URL\n' +
      '  Write one of: smpp://system_id:password@host:port, smpps://system_id:password@host:port, http://user:password@host:port/path, https://user:password@host:port/path, listen:host:port, exec:COMMAND.\n',
  },
  {
    what: 'a scheme misspelt',
    call: 'run --quick --quiet --target smp://a:secret@127.0.0.1:2775',
    exitCode: 3,
    told: 'pushproof: --target: unknown scheme smp\n  Did you mean smpp?\n',
  },
  {
    what: 'an @ in the password',
    call: 'run --quick --quiet --target smpp://a:p/w@127.0.0.1:2775',
    exitCode: 3,
    told:
      'pushproof: --target: the smpp URL cannot be read: host, port or a character of the password\n' +
      '  Write smpp://system_id:password@host:port; in a password write %40 for @, %2F for /, %3A for :.\n',
  },
  {
    what: 'an adapter that does not say for whom',
    call: 'run --quick --quiet --target exec:./adapter',
    exitCode: 3,
    told: 'pushproof: --target: which role is that?\n  Say so: --iut pi, ppg, smsc or handset.\n',
  },
  {
    what: 'an adapter that is not there',
    call: 'run --quick --quiet --iut handset --target exec:./adapter',
    exitCode: 3,
    told:
      'pushproof: target: the adapter has no command of that name; it said: /bin/sh: 1: ./adapter: not found\n' +
      '  Start its command by hand and type {"reset":true}: it answers {"ready":true}, as `pushproof serve handset --stdio` does.\n',
  },
  {
    what: 'an adapter that ends at once',
    call: 'run --quick --quiet --iut handset --target exec:true',
    exitCode: 3,
    told:
      'pushproof: target: the adapter ended at once (exit 0)\n' +
      '  Start its command by hand and type {"reset":true}: it answers {"ready":true}, as `pushproof serve handset --stdio` does.\n',
  },
  {
    what: 'an adapter that prints what is no JSON',
    call: 'run --quick --quiet --iut handset --target exec:yes',
    exitCode: 3,
    told:
      'pushproof: target: the adapter has not answered {"reset":true} within 20 s, but wrote what is no JSON: y\n' +
      '  Start its command by hand and type {"reset":true}: it answers {"ready":true}, as `pushproof serve handset --stdio` does.\n',
  },
  {
    what: 'a PPG that is not there',
    call: 'run --quick --quiet --target http://127.0.0.1:<closed>/pap',
    exitCode: 3,
    told:
      'pushproof: http://127.0.0.1:<closed>/pap: connection refused\n' +
      '  Is the PPG running, and is this its PAP port? Check host, port and firewall.\n',
  },
  {
    what: 'a port of a profile that is in use',
    call: 'run --quick --quiet --profile taken.yaml',
    exitCode: 3,
    told:
      'pushproof: smsc.listen: cannot listen on 127.0.0.1:<mute>: the port is in use\n' +
      '  Free the port, or name another one in the profile.\n',
  },
  {
    what: 'a port of a served peer that is in use',
    call: 'serve smsc --port <mute>',
    exitCode: 3,
    told:
      'pushproof: smsc on 127.0.0.1:<mute>: the port is in use\n' +
      '  Take another one: --port N, or --port 0 for any.\n',
  },
  {
    what: 'a folder that nothing can be written to',
    call: 'run --quick --quiet --out /proc/results',
    exitCode: 3,
    told:
      "pushproof: --out /proc/results: cannot be made: ENOENT: no such file or directory, mkdir '/proc/results'\n" +
      '  Name a folder that you may write to.\n',
  },
  {
    what: 'an old Node',
    call: 'run --quick',
    environment: { NODE_OPTIONS: '--require ./node-12.cjs' },
    exitCode: 3,
    told: 'pushproof: Node 12.22.12 is too old\n  Install Node 20 or newer: https://nodejs.org\n',
  },
  {
    what: 'a profile that is not there',
    call: 'run --quiet --profile smsc.yaml',
    exitCode: 3,
    told: 'pushproof: smsc.yaml: no such file\n  Check the path; it is taken from the current folder.\n',
  },
  {
    what: 'a profile that is no YAML',
    call: 'run --quiet --profile indented.yaml',
    exitCode: 3,
    told:
      'pushproof: indented.yaml:1:6: Nested mappings are not allowed in compact mappings\n' +
      '  Check indentation, quotes and brackets here and on the line before.\n',
  },
  {
    what: 'a variable of a profile that is not set',
    call: 'run --quiet --profile unset.yaml',
    exitCode: 3,
    told: 'pushproof: unset.yaml:2:9: the environment variable SMSC_PASSWORD is not set\n  Set it: export SMSC_PASSWORD=…\n',
  },
  {
    what: 'a key of a profile misspelt',
    call: 'run --quiet --profile misspelt.yaml',
    exitCode: 3,
    told: 'pushproof: misspelt.yaml:4:3: unknown key transactonMs\n  Did you mean transactionMs?\n',
  },
  {
    what: 'a number outside the guard rails',
    call: 'run --quiet --profile outside.yaml',
    exitCode: 3,
    told: 'pushproof: outside.yaml:3:22: 1555*****01 is not within limits.numbers\n  Add it there if pushproof may send to it.\n',
  },
  {
    what: 'a command misspelt',
    call: 'rnu --quick',
    exitCode: 3,
    told: 'pushproof: rnu: unknown command\n  Did you mean run?\n',
  },
  {
    what: 'an option misspelt',
    call: 'run --taget smpp://127.0.0.1',
    exitCode: 3,
    told: 'pushproof: --taget: unknown option\n  Did you mean --target?\n',
  },
  {
    what: 'a case misspelt',
    call: 'run --quiet largest-lone-mesage',
    exitCode: 3,
    told: 'pushproof: largest-lone-mesage: no such case\n  Did you mean largest-lone-message?\n',
  },
  {
    what: 'a suite misspelt',
    call: 'run --quiet --suite sgmentation',
    exitCode: 3,
    told: 'pushproof: --suite sgmentation: no such suite\n  Did you mean segmentation?\n',
  },
  {
    what: 'a requirement misspelt',
    call: 'run --quiet --requirement SEG-0044',
    exitCode: 3,
    told: 'pushproof: --requirement SEG-0044: no such requirement\n  Did you mean SEG-004?\n',
  },
  {
    what: 'a selection that matches nothing',
    call: 'run --quiet --grep zebra',
    exitCode: 4,
    told: 'pushproof: no case matches the selection; `pushproof list cases` shows them all\n',
  },
  {
    what: 'a fuzzer misspelt',
    call: 'fuzz --quiet segments-in-any-oder',
    exitCode: 3,
    told: 'pushproof: segments-in-any-oder: no such fuzzer\n  Did you mean segments-in-any-order?\n',
  },
  {
    what: 'a time without its unit',
    call: 'fuzz --quiet --for 10',
    exitCode: 3,
    told: 'pushproof: --for 10: is no length of time\n  For ten minutes: --for 10m\n',
  },
  {
    what: 'nothing to replay',
    call: 'replay notes.json',
    exitCode: 3,
    told: 'pushproof: notes.json: no such file\n  Name a counterexample of `pushproof fuzz`, or a case file.\n',
  },
  {
    what: 'something else than a trace to judge',
    call: 'judge notes.txt',
    exitCode: 3,
    told: 'pushproof: notes.txt: is no recorded trace\n  Name a .jsonl file, as in cases/ of a run’s folder.\n',
  },
  {
    what: 'a folder that is no run’s',
    call: 'report .',
    exitCode: 3,
    told: 'pushproof: .: is not the folder of a finished run\n  Name a folder below pushproof-results that has a run.json.\n',
  },
];
