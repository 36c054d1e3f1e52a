// What stands before several servers: each connection goes to the next of them, whoever it comes from. That of a table has
// a turn of its own, so that people are spread whatever else their browsers ask.
import net from 'node:net'

const TABLE = 'GET /hubs/table'

export class Balancer {
  static async before (servers) {
    const balancer = new Balancer()
    balancer.servers = servers
    balancer.turns = { table: 0, other: 0 }
    balancer.tables = new Map(servers.map(server => [server, 0]))
    balancer.listener = net.createServer(near => near.once('data', first => balancer.connect(near, first)).on('error', () => {}))
    await new Promise(resolve => balancer.listener.listen(0, '127.0.0.1', resolve))
    balancer.url = `http://127.0.0.1:${balancer.listener.address().port}`
    return balancer
  }

  /** Sends nobody there any more; who is there stays. */
  takeOut (server) {
    this.servers = this.servers.filter(other => other !== server)
  }

  putBack (server) {
    this.servers = [...this.servers, server]
  }

  connect (near, first) {
    near.pause()
    const isTable = first.subarray(0, TABLE.length).toString('latin1') === TABLE
    const turn = isTable ? this.turns.table++ : this.turns.other++
    const server = this.servers[turn % this.servers.length]
    if (isTable) this.tables.set(server, this.tables.get(server) + 1)
    const far = net.connect(server.port, '127.0.0.1', () => {
      far.write(first)
      near.pipe(far).pipe(near)
    })
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
  }

  close () {
    this.listener.close()
  }
}
