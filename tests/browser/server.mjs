// A static server as strict as the strictest host a site may land on: only
// files that are there, addresses exactly as written, and the whole
// Content-Security-Policy of the project as a header.
//
// By hand: node tests/browser/server.mjs public [--base /sub/path/] [--port 8080]

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** The file that answers for a path below the base, or null. */
async function fileFor(folder, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  // No second spelling of an address: `//`, `.` and `..` lead nowhere, and a
  // folder without its last slash neither, for some hosts do not mend it.
  if (/[\\\0]|^\/|\/\/|(^|\/)\.{1,2}(\/|$)/.test(name)) return null;
  const file = join(folder, name === "" || name.endsWith("/") ? `${name}index.html` : name);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}

async function answer(folder, { base, ownNotFound, packed }, request, response) {
  const headers = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
  };
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, headers).end();
    return;
  }
  const path = (request.url ?? "/").split(/[?#]/, 1)[0];
  if (!path.startsWith(base)) {
    response.writeHead(404, { ...headers, "Content-Type": "text/plain" }).end("outside the base path\n");
    return;
  }
  const file = await fileFor(folder, path.slice(base.length));
  if (!file && !ownNotFound) {
    response.writeHead(404, { ...headers, "Content-Type": "text/plain" }).end("not found\n");
    return;
  }
  const notFound = join(folder, "404.html");
  const body = await readFile(file ?? notFound).catch(() => Buffer.from("not found\n"));
  const type = TYPES[extname(file ?? notFound)] ?? "application/octet-stream";
  const pack = packed && /text|json|svg|xml/.test(type) && /gzip/.test(request.headers["accept-encoding"] ?? "");
  if (pack) headers["Content-Encoding"] = "gzip";
  const sent = pack ? gzipSync(body) : body;
  response.writeHead(file ? 200 : 404, { ...headers, "Content-Type": type, "Content-Length": sent.length });
  response.end(request.method === "HEAD" ? undefined : sent);
}

/**
 * Serves `folder` under `base` on loopback. With `ownNotFound` the site's own
 * 404 page answers for what is not there; a crawler is better off without
 * it, for it would follow that page's links from every dead one. With
 * `packed` texts are sent as hosts send them, with gzip.
 * @returns the address of the site with its last slash, and how to stop.
 */
export async function serve(folder, { base = "/", port = 0, ownNotFound = true, packed = false } = {}) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    answer(root, { base, ownNotFound, packed }, request, response).catch((error) => {
      response.writeHead(500, { "Content-Type": "text/plain" }).end(String(error));
    });
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  return {
    address: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { base: { type: "string", default: "/" }, port: { type: "string", default: "8080" } },
  });
  const site = await serve(positionals[0] ?? "public", { base: values.base, port: Number(values.port) });
  console.log(site.address);
}
