// A telephone line that can go dead: bytes stop, nothing is closed, as when a train enters a tunnel.
import net from 'node:net'

export class Line {
  static async to (port) {
    const line = new Line()
    line.pairs = new Set()
    line.dead = false
    line.listener = net.createServer(near => line.connect(near, port))
    await new Promise(resolve => line.listener.listen(0, '127.0.0.1', resolve))
    line.url = `http://127.0.0.1:${line.listener.address().port}`
    return line
  }

  connect (near, port) {
    const far = net.connect(port, '127.0.0.1')
    const pair = { near, far }
    this.pairs.add(pair)
    near.on('data', data => { if (!this.dead) far.write(data) })
    far.on('data', data => { if (!this.dead) near.write(data) })
    const end = () => {
      this.pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
  }

  goDead () {
    this.dead = true
  }

  /** What was sent into the dead line is lost, so its connections are useless: they end, new ones work. */
  comeBack () {
    for (const { near, far } of this.pairs) {
      near.destroy()
      far.destroy()
    }
    this.dead = false
  }

  close () {
    this.comeBack()
    this.listener.close()
  }
}
