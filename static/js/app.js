// Small help where the browser alone is not enough. Every page works without it.

// A refused form: go to the summary of what is wrong.
document.querySelector(".error-summary")?.focus();

// A form with data-guard asks before what was typed is lost.
const changed = new Set();
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("submit", () => changed.delete(form));
}
window.addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});

// What is folded is printed too, also where a style sheet cannot unfold it.
addEventListener("beforeprint", () => {
  const folded = document.querySelectorAll(".print-report details:not([open])");
  for (const details of folded) details.open = true;
  addEventListener("afterprint", () => folded.forEach((details) => (details.open = false)), { once: true });
});

// <button data-print hidden>: prints the page.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false; // without JavaScript the browser's own menu prints
  button.addEventListener("click", () => window.print());
}

// <button data-copy="#id" data-copied="Länken är kopierad">: copies that field, says so in place.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
  });
}

// htmx got no answer, or one that the page can't show: say so, with a way on. The words stand in
// templates/components/trouble.html.
const trouble = document.querySelector(".trouble");
if (trouble) {
  let leaving = false; // the browser ends requests of a page that is left: that is no trouble
  window.addEventListener("beforeunload", () => {
    leaving = true;
    setTimeout(() => (leaving = false), 2000); // unless somebody stays after all
  });
  const say = (kind, { elt, requestConfig }) => {
    if (leaving) return;
    trouble.replaceChildren(document.getElementById(`trouble-${kind}`).content.cloneNode(true));
    trouble.querySelector("[data-dismiss]").addEventListener("click", () => {
      trouble.replaceChildren();
    });
    trouble.querySelector("[data-again]")?.addEventListener("click", () => {
      trouble.replaceChildren();
      htmx.trigger(elt, requestConfig.triggeringEvent?.type ?? "change");
    });
  };
  const on = (name, react) => document.addEventListener(`htmx:${name}`, ({ detail }) => react(detail));
  on("sendError", (detail) => say("no-contact", detail));
  on("timeout", (detail) => say("no-contact", detail));
  on("responseError", (detail) => say("refused", detail));
  // Who is logged out is led to the log-in, which must not be put in the place of a row.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname === trouble.dataset.login) {
      event.detail.shouldSwap = false;
      say("logged-out", event.detail);
    }
  });
}

// What the attendance page keeps for a room without network goes as soon as nobody is logged in.
if (!document.body.hasAttribute("hx-headers")) globalThis.caches?.delete("attendance");
