// The roll: finds people while one types, and keeps taps on the device while there is no network.
// Without this script every tap is saved by the button below the roll.
const roll = document.querySelector("[data-roll]");
const words = (name) => document.querySelector(`template[data-words=${name}]`).content.textContent;
const rowOf = (pk) => document.getElementById(`row-${pk}`);

// ── taps that are not saved yet: { person: { mark, seen, offline } }, per trainer, day and half ──
const KEY = `roll:${roll.dataset.roll}`;
const kept = () => JSON.parse(localStorage.getItem(KEY) ?? "{}");
function change(alter) {
  const marks = kept();
  alter(marks);
  if (Object.keys(marks).length) localStorage.setItem(KEY, JSON.stringify(marks));
  else localStorage.removeItem(KEY);
  show();
}

function keep(fieldset, offline) {
  const tap = fieldset.querySelector("input[type=radio]:checked");
  if (!tap) return;
  const pk = tap.name.slice("mark-".length);
  const seen = fieldset.querySelector("input[type=hidden]").value;
  change((marks) => {
    marks[pk] = { mark: tap.value, seen, offline: offline || Boolean(marks[pk]?.offline) };
  });
}

function show() {
  const marks = kept();
  for (const [pk, { mark, offline }] of Object.entries(marks)) {
    const row = rowOf(pk);
    if (!row || !offline) continue;
    row.querySelector(`input[value=${mark}]`).checked = true;
    row.classList.add("is-unsaved");
    row.querySelector("[data-state]").textContent = words("unsaved");
  }
  const waiting = Object.values(marks).filter((one) => one.offline).length;
  const sign = document.querySelector("[data-unsaved]");
  sign.hidden = !waiting;
  sign.firstElementChild.lastChild.textContent = `${waiting} ${sign.dataset.unsaved}`;
  document.querySelector("[data-offline]").hidden = navigator.onLine && !waiting;
}

// One after the other, with the revision that was seen when it was tapped: the server finds out
// whether a colleague has marked otherwise since, and saves the same tap only once.
let sending = false;
function send() {
  const [pk, tap] = Object.entries(kept()).find(([pk]) => rowOf(pk)) ?? [];
  if (!pk || sending || !navigator.onLine) return;
  const fieldset = rowOf(pk).querySelector("fieldset");
  fieldset.querySelector(`input[value=${tap.mark}]`).checked = true;
  fieldset.querySelector("input[type=hidden]").value = tap.seen;
  if (tap.offline && !fieldset.querySelector("[name=how]")) {
    const how = Object.assign(document.createElement("input"), { type: "hidden", name: "how" });
    how.value = "offline";
    fieldset.append(how);
  }
  htmx.trigger(fieldset, "change");
}

roll.addEventListener("htmx:beforeRequest", (event) => {
  const fieldset = event.detail.elt;
  keep(fieldset, !navigator.onLine);
  if (navigator.onLine) sending = true;
  else event.preventDefault();
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const fieldset = detail.requestConfig.elt; // which the answer may have replaced by now
  const tap = fieldset.querySelector?.("input[name^=mark-]");
  if (!tap) return;
  sending = false;
  const arrived = detail.successful && new URL(detail.xhr.responseURL).pathname === location.pathname;
  if (!arrived) return keep(fieldset, true);
  change((marks) => delete marks[tap.name.slice("mark-".length)]);
  send();
  refreshCopy();
});
// The page says itself what is kept: no second notice that there was no contact.
roll.addEventListener("htmx:sendError", (event) => event.stopPropagation());
roll.addEventListener("htmx:timeout", (event) => event.stopPropagation());

// Without network a form would lead to the browser's own error page.
document.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  if (event.submitter?.name === "all_here") {
    for (const row of roll.querySelectorAll("li:not(.is-announced)")) {
      const fieldset = row.querySelector("fieldset");
      if (!fieldset || fieldset.querySelector("input:checked")) continue;
      fieldset.querySelector("input[value=present]").checked = true;
      keep(fieldset, true);
    }
  }
  show();
});

window.addEventListener("online", () => { show(); send(); });
window.addEventListener("offline", show);
setInterval(send, 15_000);
if (document.readyState === "complete") send();
else window.addEventListener("load", send);
show();

// ── finding somebody ──
const find = document.querySelector("[data-find]");
find.form.addEventListener("submit", (event) => event.preventDefault());
find.addEventListener("input", () => {
  const sought = find.value.toLowerCase().split(/\s+/);
  for (const row of roll.children) {
    const name = row.querySelector("legend")?.textContent.toLowerCase() ?? "";
    row.hidden = !sought.every((word) => name.includes(word));
  }
});

// ── a copy of this page, to be loaded again without network: attendance_worker.js ──
let worker = null;
let later = 0;
function refreshCopy() {
  clearTimeout(later);
  later = setTimeout(() => worker?.postMessage({ keep: [location.href] }), 2000);
}
async function register() {
  await navigator.serviceWorker.register(roll.dataset.worker, { scope: location.pathname });
  worker = (await navigator.serviceWorker.ready).active;
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = files.filter((name) => new URL(name).pathname.startsWith("/static/"));
  worker.postMessage({ keep: [location.href, ...own] });
}
if ("serviceWorker" in navigator && navigator.onLine) register().catch(() => {}); // not without it
