"use strict";

const { createHash } = require("node:crypto");

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };
const sockets = new Set();

/** The handshake of a WebSocket (RFC 6455, section 4.2.2), whose frames come back as they went. */
function acceptSocket(request, socket, head) {
  const key = request.headers["sec-websocket-key"];
  if (request.url.split("?")[0] !== "/socket" || !key) {
    socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    return;
  }
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const headers = ["Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${accept}`];
  socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join("\r\n")}\r\n\r\n`);
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  socket.on("error", () => socket.destroy());
  let received = head;
  const read = (data) => {
    received = Buffer.concat([received, data]);
    for (let frame; (frame = firstFrame(received)); received = received.subarray(frame.length)) reply(socket, frame);
  };
  socket.on("data", read);
  read(Buffer.alloc(0));
}

/** Says that the application goes away, as SIGTERM asks. */
function closeSockets() {
  for (const socket of sockets) close(socket, Buffer.from([0x03, 0xe9]));
}

function close(socket, payload) {
  socket.write(frameOf(true, opcodes.close, payload));
  socket.destroySoon();
}

function reply(socket, { final, opcode, payload }) {
  if (opcode === opcodes.close) close(socket, payload);
  else if (opcode === opcodes.ping) socket.write(frameOf(true, opcodes.pong, payload));
  else if (opcode !== opcodes.pong) socket.write(frameOf(final, opcode, payload));
}

/** The first frame, once all of it is there (RFC 6455, section 5.2). A client's payload is masked. */
function firstFrame(data) {
  if (data.length < 2) return undefined;
  const short = data[1] & 0x7f;
  const masked = (data[1] & 0x80) !== 0;
  const lengthBytes = { 126: 2, 127: 8 }[short] ?? 0;
  const start = 2 + lengthBytes + (masked ? 4 : 0);
  if (data.length < start) return undefined;
  const size = lengthBytes === 0 ? short : Number(BigInt(`0x${data.toString("hex", 2, 2 + lengthBytes)}`));
  if (data.length < start + size) return undefined;
  const payload = Buffer.from(data.subarray(start, start + size));
  if (masked) for (let index = 0; index < size; index++) payload[index] ^= data[start - 4 + (index % 4)];
  return { final: (data[0] & 0x80) !== 0, opcode: data[0] & 0x0f, payload, length: start + size };
}

function frameOf(final, opcode, payload) {
  const first = (final ? 0x80 : 0) | opcode;
  if (payload.length < 126) return Buffer.concat([Buffer.from([first, payload.length]), payload]);
  const header = Buffer.alloc(payload.length < 65_536 ? 4 : 10);
  header[0] = first;
  header[1] = header.length === 4 ? 126 : 127;
  if (header.length === 4) header.writeUInt16BE(payload.length, 2);
  else header.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([header, payload]);
}

module.exports = { acceptSocket, closeSockets };
