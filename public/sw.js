// The service worker: keeps one complete copy of every version of the program that a page still runs, and answers from
// it, so that everything works without a network. `cargo xtask dist` fills in the three lines below; the page registers
// it. It never asks another origin, and never mixes the files of two versions.
"use strict";

const BUILD = "dev";
const VERSION = "";
const FILES = {};

const SCOPE = self.registration.scope;
const PATH = new URL(SCOPE).pathname;
// The program may be hosted several times on one origin, each under its own path.
const OURS = `benyuan ${PATH} `;
const NAME = `${OURS}${BUILD} ${VERSION}`;
const IS_COMPLETE = Object.keys(FILES).length > 0;

addEventListener("install", (event) => event.waitUntil(IS_COMPLETE ? fill() : skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(IS_COMPLETE ? takeOver() : withdraw()));
addEventListener("message", (event) => event.data === "skip-waiting" && skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) {
    event.respondWith(Response.error());
  } else if (IS_COMPLETE && request.method === "GET" && url.href.startsWith(SCOPE)) {
    event.respondWith(answer(request, url));
    if (request.mode === "navigate") event.waitUntil(tidy());
  }
});

// All or nothing: the copy is made only once every file has arrived and is the one this version was built with.
async function fill() {
  const files = await Promise.all(Object.entries(FILES).map(([name, hash]) => obtain(new URL(name, SCOPE), hash)));
  // Deleted first, so that the order of the copies is the order of their ages.
  await caches.delete(NAME);
  const copy = await caches.open(NAME);
  try {
    await Promise.all(files.map(([url, response]) => copy.put(url, response)));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

// From an earlier copy; else from the browser's own cache, if the host confirms it; else from the host.
async function obtain(url, hash) {
  const fromHost = (cache) => fetch(url, { cache, credentials: "same-origin" });
  for (const source of [() => caches.match(url), () => fromHost("no-cache"), () => fromHost("reload")]) {
    const response = await source();
    if (!response?.ok) continue;
    const bytes = await response.arrayBuffer();
    if ((await digest(bytes)) === hash) return [url, plain(response, bytes)];
  }
  throw new Error(`${url} is not the file that version ${BUILD} was built with`);
}

// Without traces of its transport: not compressed, and not redirected, because a page's address must not be.
function plain(response, bytes) {
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(bytes, { headers });
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function takeOver() {
  await tidy();
  // The page of the first visit was loaded without this worker.
  await clients.claim();
}

// The addresses of a page's engine files contain its version. Its other files have a hash in their names, so any copy
// with the name has the right file.
async function answer(request, url) {
  // A query after the page's own address is ignored: whoever passed the address on may have added it.
  const build = request.mode === "navigate" ? null : url.searchParams.get("v");
  const address = SCOPE + (url.pathname.slice(PATH.length) || "index.html");
  for (const name of await copiesFor(build)) {
    const response = await caches.match(address, { cacheName: name });
    if (response) return response;
  }
  return fetch(request);
}

// This version's copy first.
async function copiesFor(build) {
  if (build && build !== BUILD) return (await copies()).filter((name) => buildOf(name) === build);
  return build ? [NAME] : [NAME, ...(await copies())];
}

async function copies() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS));
}

function buildOf(name) {
  return name.slice(OURS.length).split(" ")[0];
}

// Deletes the copies older than this one that no page runs any more. A page holds its build's lock (boot.js). Without
// locks nobody can tell which pages are gone, so every copy stays.
async function tidy() {
  if (!navigator.locks) return;
  const { held } = await navigator.locks.query();
  const running = new Set(held.map((lock) => lock.name));
  const names = await copies();
  const older = names.slice(0, Math.max(0, names.indexOf(NAME)));
  const unused = older.filter((name) => buildOf(name) === BUILD || !running.has(`benyuan ${buildOf(name)}`));
  await Promise.all(unused.map((name) => caches.delete(name)));
}

// A development build, served where an upload folder was served before: its copy must not interfere.
async function withdraw() {
  await Promise.all((await copies()).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
