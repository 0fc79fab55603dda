// A peer as it ships, without a durable store: node peer.mjs y-websocket|hocuspocus PORT
// Prints "ready"; on SIGUSR2 collects garbage and prints "collected" (needs --expose-gc).
import http from 'node:http'

const [kind, port] = [process.argv[2], Number(process.argv[3])]

const start = {
  async 'y-websocket'() {
    const { WebSocketServer } = await import('ws')
    const { setupWSConnection } = await import('@y/websocket-server/utils')
    const sockets = new WebSocketServer({ noServer: true })
    sockets.on('connection', setupWSConnection)
    const server = http.createServer((_, response) => response.end('okay'))
    server.on('upgrade', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request)),
    )
    await new Promise((ready) => server.listen(port, '127.0.0.1', ready))
  },
  async hocuspocus() {
    const { Server } = await import('@hocuspocus/server')
    await new Server({ port, address: '127.0.0.1', quiet: true }).listen()
  },
}

await start[kind]()
process.on('SIGUSR2', () => {
  globalThis.gc?.()
  console.log('collected')
})
console.log('ready')
