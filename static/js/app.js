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

// <button data-copy="#id" data-copied="Länken är kopierad">: copies that field, says so in place.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
  });
}
