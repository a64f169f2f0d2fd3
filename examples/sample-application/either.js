"use strict";

const { execFileSync } = require("node:child_process");
const http = require("node:http");
const https = require("node:https");
const net = require("node:net");

/** The type of the first record of a TLS connection (RFC 8446, section 5.1, `handshake`). */
const HANDSHAKE = 22;

/**
 * A server that speaks HTTP, and HTTPS to clients that begin with it, on one port: whether a load balancer encrypts what it
 * sends to tasks is the service's setting. Load balancers do not verify the certificate.
 */
function createEitherServer(configure) {
  const plain = http.createServer();
  configure(plain);
  let encrypted;
  const server = net.createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", (data) => {
      socket.pause();
      socket.unshift(data);
      if (data[0] === HANDSHAKE) encrypted ??= encryptedServer(configure);
      (data[0] === HANDSHAKE ? encrypted : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  server.closeIdleConnections = () => [plain, encrypted].forEach((one) => one?.closeIdleConnections());
  return server;
}

function encryptedServer(configure) {
  const server = https.createServer(selfSigned());
  configure(server);
  return server;
}

/** A key and its certificate, which live as long as the process. */
function selfSigned() {
  const request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 30 -subj /CN=localhost";
  const pem = execFileSync("openssl", [...request.split(" "), "-keyout", "-", "-out", "-"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return { key: pem, cert: pem };
}

module.exports = { createEitherServer };
