// A WebSocket that tells what goes over it; the providers take it in place of their own.
import { WebSocket } from 'ws';

export function observedSocket(watch, { headers, origin }) {
  return class ObservedSocket extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols?.length ? protocols : undefined, { headers: headers(), origin, perMessageDeflate: false });
      this.on('message', (data, isBinary) => isBinary && watch.received(new Uint8Array(data)));
      this.on('close', (code, reason) => watch.closed(code, reason.toString()));
      this.on('unexpected-response', (_, response) => {
        watch.refused(response.statusCode);
        this.emit('error', new Error(`refused with ${response.statusCode}`));
        this.emit('close', 1006, Buffer.alloc(0));
      });
      this.on('error', () => {});
    }

    send(data, ...rest) {
      watch.sent(new Uint8Array(data));
      super.send(data, ...rest);
    }
  };
}
