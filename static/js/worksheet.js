// A worksheet to fill in. What is written stays in this page: nothing is sent, nothing is kept in
// the browser. It leaves as a file of the reader's own, or on paper.
import { drawings } from "./worksheet_drawing.js";
import { fileOf, answersIn } from "./worksheet_file.js";

const LARGEST_FILE = 5_000_000;
const form = document.querySelector("form[data-worksheet]");
const said = form.querySelector("[data-said]");
const own = { worksheet: form.dataset.worksheet, version: form.dataset.version };
let unsaved = false;
const pens = drawings(form, () => (unsaved = true));

const say = (what) => (said.textContent = said.dataset[what]);
const fields = () => [...form.querySelectorAll("[data-key]")];
const isMark = (field) => field.type === "radio" || field.type === "checkbox";

// Of the answers to one question one can be chosen; the name ties them, and goes nowhere.
for (const field of fields()) if (field.type === "radio") field.name = field.dataset.key;

form.addEventListener("input", (event) => {
  if (event.target.dataset.key) unsaved = true;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// Rows that the person names: as many as are wanted.
const addRow = (table) => {
  const rows = table.querySelectorAll(":scope > .trio");
  const row = rows[0].cloneNode(true);
  const number = rows.length + 1;
  const key = table.dataset.rows;
  const heading = row.querySelector(".label");
  heading.id = `${key}-${number}`;
  heading.textContent = `${table.dataset.rowName} ${number}`;
  row.setAttribute("aria-labelledby", heading.id);
  row.querySelectorAll(".field").forEach((field, column) => {
    const input = field.querySelector("textarea");
    input.id = input.dataset.key = `${key}-${number}-${column + 1}`;
    input.value = "";
    field.querySelector("label").htmlFor = input.id;
  });
  rows[rows.length - 1].after(row);
  return row;
};
for (const button of form.querySelectorAll("[data-add-row]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    addRow(button.closest("[data-rows]")).querySelector("textarea").focus();
  });
}

const answers = () => {
  const found = {};
  for (const field of fields()) {
    const key = field.dataset.key;
    if (isMark(field)) {
      if (field.checked) (found[key] ??= []).push(field.value);
    } else if (field.value) {
      found[key] = field.value;
    }
  }
  return { ...found, ...pens.lines() };
};

const fill = (given) => {
  for (const table of form.querySelectorAll("[data-rows]")) {
    const pattern = new RegExp(`^${table.dataset.rows}-(\\d+)-\\d+$`);
    const wanted = Object.keys(given).map((key) => Number(key.match(pattern)?.[1] ?? 0));
    const rows = () => table.querySelectorAll(":scope > .trio").length;
    while (table.querySelector("[data-add-row]") && rows() < Math.min(Math.max(...wanted), 200)) {
      addRow(table);
    }
  }
  for (const field of fields()) {
    const answer = given[field.dataset.key];
    if (isMark(field)) field.checked = Array.isArray(answer) && answer.includes(field.value);
    else field.value = typeof answer === "string" ? answer : "";
  }
  pens.draw(given);
};

form.querySelector("[data-worksheet-tools]").hidden = false;
form.querySelector("[data-save]").addEventListener("click", () => {
  const text = fileOf(form, { ...own, answers: answers() });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/html" }));
  link.download = `${own.worksheet}-${new Date().toLocaleDateString("sv-SE")}.html`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  unsaved = false;
  say("saved");
});
form.querySelector("[data-open]").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  const found = file.size > LARGEST_FILE ? null : answersIn(await file.text());
  event.target.value = ""; // the same file may be chosen again
  if (!found) say("foreign");
  else if (found.worksheet !== own.worksheet || found.version !== own.version) say("other");
  else if (!unsaved || confirm(said.dataset.replace)) {
    fill(found.answers);
    unsaved = false;
    say("opened");
  }
});
form.querySelector("[data-empty]").addEventListener("click", () => {
  if (unsaved && !confirm(said.dataset.erase)) return;
  fill({});
  unsaved = false;
  say("emptied");
});

// A field on paper is as high as what stands in it.
window.addEventListener("beforeprint", () => {
  for (const field of form.querySelectorAll("textarea")) {
    const printed = document.createElement("div");
    printed.className = "printed";
    printed.textContent = field.value;
    if (field.value) field.after(printed);
  }
});
window.addEventListener("afterprint", () => {
  for (const printed of form.querySelectorAll(".printed")) printed.remove();
});
