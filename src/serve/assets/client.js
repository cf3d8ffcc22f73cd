// Keeps a page as its files are: asks after every change whether this page is another now, swaps in new stylesheets, and
// shows what is wrong. Only `callslip serve` puts it into a page; a built one has no line of it.
//
// It is a module, for `import.meta`. An element of the page can replace any property of `document` by its name, as
// `<img name="body">` does, and a `<base>` changes what an address means. So `document` is only used through `$`, and
// addresses begin at this script's own.
const here = new URL(import.meta.url);
const print = here.searchParams.get("print");
const memory = "callslip:" + location.pathname;
const without = /^(.*\/assets\/.*)\.[0-9a-f]{10}(\.[^./]+)$/;
const $ = {
  all: (selector) => [...Document.prototype.querySelectorAll.call(document, selector)],
  create: (name) => Document.prototype.createElement.call(document, name),
  listen: (name, tell) => EventTarget.prototype.addEventListener.call(document, name, tell),
  isVisible: () => Reflect.get(Document.prototype, "visibilityState", document) === "visible",
};
let asking = false;
let again = false;
let shown = null;
let dismissed = null;
// The print of the page that was here before a reload, and what the reload was for.
let tried = null;

restore();
listen();
$.listen("click", openFile);
addEventListener("pageshow", (event) => event.persisted && ask());
$.listen("visibilitychange", () => $.isVisible() && ask());
ask();

// One stream for the whole browser: it allows six connections to one server, and there may be more tabs. The tab
// that holds the lock listens for all; when it goes, another takes over. Without locks (they need localhost or
// https) each visible tab listens for itself.
function listen() {
  if (navigator.locks && window.BroadcastChannel) {
    const channel = new BroadcastChannel("callslip");
    channel.onmessage = ask;
    const hold = () => new Promise(() => stream(() => { channel.postMessage("changed"); ask(); }));
    navigator.locks.request("callslip:events", hold).catch(() => {});
    return;
  }
  let open = null;
  const turn = () => {
    if ($.isVisible()) open ??= stream(ask);
    else if (open) open = open.close();
  };
  $.listen("visibilitychange", turn);
  turn();
}

function stream(tell) {
  const events = new EventSource(new URL("events", here));
  events.addEventListener("changed", tell);
  addEventListener("pagehide", () => events.close(), { once: true });
  return events;
}

// A link to a file of the column: the server opens it, since no address does. Beside the link it says what came of that.
async function openFile(event) {
  const link = event.composedPath().find((one) => one.localName === "a" && one.pathname === "/_callslip/open");
  if (!link || link.origin !== here.origin || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  let note = link.nextElementSibling;
  if (!note?.matches("[role=status]")) {
    note = $.create("span");
    note.setAttribute("role", "status");
    link.after(note);
  }
  note.textContent = "";
  const answer = await fetch(link.href, { method: "POST" }).catch(() => null);
  note.textContent = " " + (answer ? (await answer.text()).trim() : "The preview has ended.");
}

async function ask() {
  if (asking) return void (again = true);
  asking = true;
  try {
    const path = encodeURIComponent(decodeURI(location.pathname));
    const answer = await fetch(new URL("state?path=" + path, here), { cache: "no-store" });
    if (answer.ok) take(await answer.json());
  } catch {
    // The server is away: it says so itself when it is back.
  } finally {
    asking = false;
    if (again) (again = false), ask();
  }
}

function take(news) {
  const isAsItWas = news.print === print && swap(news.assets);
  // What a reload has not changed, another one does not change either.
  const wanted = JSON.stringify([news.print, news.assets]);
  if (!isAsItWas && !(tried?.print === print && tried.wanted === wanted)) return reload(wanted);
  report(news.report);
}

// Gives every asset its new address; false when that is not enough, as of a script that has run already.
function swap(assets) {
  const now = new Map();
  for (const path of assets) {
    const parts = path.match(without);
    if (parts) now.set(parts[1] + parts[2], path);
  }
  for (const element of $.all("link[href], img[src], script[src], source[src]")) {
    const name = element.localName === "link" ? "href" : "src";
    const url = new URL(element.getAttribute(name), location.href);
    const parts = url.origin === location.origin && url.pathname.slice(url.pathname.lastIndexOf("/assets/")).match(without);
    const path = parts && now.get(parts[1] + parts[2]);
    if (!path || url.pathname.endsWith(path)) continue;
    if (element.localName === "script") return false;
    const fresh = url.pathname.slice(0, url.pathname.lastIndexOf("/assets/")) + path;
    if (element.rel !== "stylesheet") element.setAttribute(name, fresh);
    else replace(element, fresh);
  }
  return true;
}

// The old one stays until the new one is there, so that the page is never bare.
function replace(link, href) {
  if (link.dataset.next === href) return;
  link.dataset.next = href;
  const next = link.cloneNode();
  next.removeAttribute("data-next");
  next.setAttribute("href", href);
  next.addEventListener("load", () => link.remove());
  next.addEventListener("error", () => next.remove());
  link.after(next);
}

function reload(wanted) {
  const open = $.all("details").map((details) => details.open);
  try {
    sessionStorage.setItem(memory, JSON.stringify({ x: scrollX, y: scrollY, open, print, wanted }));
  } catch {}
  location.reload();
}

function restore() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(memory));
    sessionStorage.removeItem(memory);
  } catch {}
  if (!kept) return;
  tried = kept;
  const all = $.all("details");
  if (all.length === kept.open.length) all.forEach((details, at) => (details.open = kept.open[at]));
  const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  back();
  addEventListener("load", back, { once: true });
}

function report(told) {
  // The desk lists them itself.
  if (!told?.kept || location.pathname === "/_desk/") {
    shown?.host.remove();
    shown = dismissed = null;
    return;
  }
  if (told.id === dismissed || told.id === shown?.id) return;
  shown?.host.remove();
  shown = { id: told.id, host: overlay(told) };
}

function overlay(told) {
  const host = $.create("callslip-report");
  const root = host.attachShadow({ mode: "open" });
  const element = (name, attributes, ...children) => {
    const made = $.create(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const count = told.errors === 1 ? "1 error" : told.errors + " errors";
  const button = element("button", { type: "button" }, "Dismiss");
  const section = element("section", { "aria-labelledby": "heading", tabindex: "0" },
    element("div", {}, element("h2", {}, element("span", { id: "heading", role: "alert" })), button), ...told.parts.map(part));
  const dismiss = () => {
    dismissed = told.id;
    shown = null;
    host.remove();
  };
  button.addEventListener("click", dismiss);
  section.addEventListener("keydown", (event) => event.key === "Escape" && dismiss());
  root.append(element("link", { rel: "stylesheet", href: new URL("client.css", here) }), section);
  $.all("body")[0].append(host);
  // What is put into a live region after it is there is read out.
  requestAnimationFrame(() => {
    root.getElementById("heading").textContent = count + ": you see this page as it was before";
  });
  return host;

  function part({ text, place, href }) {
    const at = href ? text.indexOf(place) : -1;
    if (at < 0) return element("pre", { tabindex: "0" }, text);
    return element("pre", { tabindex: "0" }, text.slice(0, at), element("a", { href }, place), text.slice(at + place.length));
  }
}
