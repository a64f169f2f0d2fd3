"use strict";

const { answer } = require("./answers");
const { createEitherServer } = require("./either");
const { acceptSocket, closeSockets } = require("./socket");

const server = createEitherServer((http) => {
  http.on("request", (request, response) => {
    // A load balancer reuses connections: the last answer on each says that it is the last one.
    response.shouldKeepAlive = server.listening;
    answer(request, response).catch((error) => {
      console.error(error);
      response.writeHead(500, { "content-type": "text/plain" }).end("failed; the log says why\n");
    });
  });
  http.on("upgrade", acceptSocket);
  // Longer than the load balancer's idle timeout, so that it is the load balancer that closes.
  http.keepAliveTimeout = 75_000;
});

const port = Number(process.env.PORT ?? 3000);
server.listen(port, () => console.log(`listening on ${port}`));

process.on("SIGTERM", () => {
  console.log("SIGTERM: finishing requests");
  server.close(() => console.log("ended"));
  server.closeIdleConnections();
  closeSockets();
});
