"use strict";

const { readFileSync } = require("node:fs");
const { checkServerIdentity } = require("node:tls");

const { Client } = require("pg");

/**
 * Asks the database who is connected and how. Where it is comes from libpq's variables (PGHOST and so on), which node-pg reads,
 * or from DATABASE_URL. The authorities of PGSSLROOTCERT it does not read: with them it verifies the certificate and its name.
 */
async function queryDatabase() {
  const { DATABASE_URL: connectionString, PGSSLROOTCERT: authorities } = process.env;
  const ssl = authorities && {
    ca: readFileSync(authorities, "utf8"),
    rejectUnauthorized: true,
    // node-pg does not say which name to expect when the host is an address.
    checkServerIdentity: (_, certificate) => checkServerIdentity(client.host, certificate),
  };
  const client = new Client({
    ...(connectionString && { connectionString }),
    ...(ssl && { ssl }),
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on("error", (error) => console.error(`database: ${error.message}`));
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT current_user AS "user", current_database() AS database, ssl AS encrypted, version AS protocol
       FROM pg_stat_ssl WHERE pid = pg_backend_pid()`,
    );
    return { ...rows[0], verified: client.connection.stream.authorized === true };
  } finally {
    await client.end();
  }
}

module.exports = { queryDatabase };
