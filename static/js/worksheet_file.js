// A filled-in worksheet as a file: a page that anyone can open and read, with the answers inside
// so that the worksheet can be filled from it again.
const LOOK = `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
fieldset{border:0;border-top:1px solid;padding:1rem 0;margin:0}legend{font-size:1.4rem;font-weight:700}
b{display:block;margin-top:1rem}.answer{white-space:pre-wrap;border-left:4px solid;padding-left:1rem;
min-height:1.5em}.choice{display:block}svg{max-width:24rem}.drawn{fill:none;stroke:currentColor;
stroke-width:3}`;
const ID = "worksheet-answers";
const INSIDE = /<script[^>]*\bid="?worksheet-answers\b[^>]*>([^<]*)<\/script>/;

// The whole file as text: `content` is worksheet, version and answers.
export function fileOf(form, content) {
  const page = document.implementation.createHTMLDocument(document.querySelector("h1").textContent);
  const make = (name, text = "") => {
    const element = page.createElement(name);
    element.textContent = text;
    return element;
  };
  page.documentElement.lang = document.documentElement.lang;
  const charset = make("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  page.body.append(make("h1", page.title), readable(form, page, make));
  const answers = make("script", JSON.stringify(content).replaceAll("<", "\\u003c"));
  answers.id = ID;
  answers.type = "application/json";
  page.body.append(answers);
  const look = `<style>${LOOK}</style></head>`; // in the text: this page would refuse the element
  return `<!doctype html>\n${page.documentElement.outerHTML.replace("</head>", look)}`;
}

// A copy of the sheet with answers in the place of fields.
function readable(form, page, make) {
  const copy = make("div");
  copy.append(...[...form.children].map((child) => page.importNode(child, true)));
  const given = [...form.querySelectorAll("[data-key]")];
  [...copy.querySelectorAll("[data-key]")].forEach((field, place) => {
    const { value, checked, type } = given[place];
    const isMark = type === "radio" || type === "checkbox";
    const answer = make(isMark ? "span" : "div", isMark ? (checked ? "☒ " : "☐ ") : value);
    if (!isMark) answer.className = "answer";
    field.replaceWith(answer);
  });
  for (const part of copy.querySelectorAll("button, .formbar, .no-print")) part.remove();
  for (const label of copy.querySelectorAll("label:not(:has(span)), .label")) {
    label.replaceWith(make("b", label.textContent));
  }
  for (const element of copy.querySelectorAll("*")) {
    element.classList.remove("is-drawing");
    for (const { name } of [...element.attributes]) {
      if (name === "id" || name.startsWith("data-") || name.startsWith("aria-") || name === "role") {
        element.removeAttribute(name);
      }
    }
  }
  return copy;
}

// What a file of ours holds, null for any other. It is read as text: nothing of it is run or shown.
export function answersIn(text) {
  try {
    const found = JSON.parse(text.match(INSIDE)[1]);
    const isOurs = typeof found.worksheet === "string" && typeof found.answers === "object";
    return isOurs && found.answers ? found : null;
  } catch {
    return null;
  }
}
