// Drawing on a worksheet's pictures with finger, pen or mouse. A line is a row of points in the
// picture's own measure. Without a hand to draw with there is room for words below.
const SVG = "http://www.w3.org/2000/svg";
const POINTS = /^\d{1,4}(\.\d)?,\d{1,4}(\.\d)?( \d{1,4}(\.\d)?,\d{1,4}(\.\d)?){0,4000}$/;

// Gives `lines()`, all that is drawn by picture, and `draw(answers)`, which replaces it.
export function drawings(form, changed) {
  const papers = [...form.querySelectorAll("[data-drawing]")].map((paper) => easel(paper, changed));
  return {
    lines: () =>
      Object.fromEntries(papers.map(({ key, read }) => [key, read()]).filter(([, own]) => own.length)),
    draw: (answers) => papers.forEach(({ key, write }) => write(answers[key])),
  };
}

function easel(paper, changed) {
  const picture = paper.querySelector("svg");
  const tools = paper.parentElement.querySelector("[data-drawing-tools]");
  const pen = tools.querySelector("[data-draw]");
  const all = () => [...picture.querySelectorAll(".drawn")];
  let line = null;

  const begin = (points) => {
    const drawn = document.createElementNS(SVG, "polyline");
    drawn.setAttribute("class", "drawn");
    drawn.setAttribute("points", points);
    picture.append(drawn);
    return drawn;
  };
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY);
    const { x, y } = point.matrixTransform(picture.getScreenCTM().inverse());
    const within = (number) => Math.min(Math.max(number, 0), 9999).toFixed(1);
    return `${within(x)},${within(y)}`;
  };

  tools.hidden = false;
  pen.addEventListener("click", () => {
    const draws = paper.classList.toggle("is-drawing");
    pen.setAttribute("aria-pressed", draws);
  });
  tools.querySelector("[data-undo]").addEventListener("click", () => all().pop()?.remove());
  paper.addEventListener("pointerdown", (event) => {
    if (!paper.classList.contains("is-drawing")) return;
    paper.setPointerCapture(event.pointerId);
    line = begin(at(event));
    changed();
  });
  paper.addEventListener("pointermove", (event) => {
    line?.setAttribute("points", `${line.getAttribute("points")} ${at(event)}`);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    paper.addEventListener(end, () => (line = null));
  }

  return {
    key: paper.dataset.drawing,
    read: () => all().map((drawn) => drawn.getAttribute("points")),
    write: (lines) => {
      for (const drawn of all()) drawn.remove();
      if (!Array.isArray(lines)) return;
      for (const points of lines) if (POINTS.test(points)) begin(points);
    },
  };
}
