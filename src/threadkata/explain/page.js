"use strict";

// The data, as `page_data.py` makes them:
//   threads      names; everything else knows a thread by its place among them
//   table        rows that are known by their number: steps, states, results, and the ways in which
//                a thread can stand in a state. A state is [[[thread, stand], ...], [[lock, name,
//                holder], ...]]; a result of null is a run that is right.
//   interleaving {before: state, steps: [[step, state after it], ...], result}
//   play         {before: state, root: node, ends}, or null. A node has steps and either a result or
//                options: [[thread, file, line, what it would do, node], ...].
//   files        [{name, test, lines: [[number, text], ...]}, ...]
// Everything in them is put on the page as text.

const data = JSON.parse(document.getElementById("data").textContent);
const table = data.table;
const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const INTERVAL = 1200;
const NARROWEST_LANE = 185;

const happened = {
  before: data.interleaving.before,
  steps: data.interleaving.steps,
  result: data.interleaving.result,
};

// What is looked at: a course of steps and how many of them have been taken.
let course = happened;
let position = happened.steps.length;
let choices = [];
let playing = null;
let file = 0;
const reached = new Set();

// ---------------------------------------------------------------- making elements

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const colour = (thread) => (thread === 0 ? "c0" : `c${((thread - 1) % 6) + 1}`);

function letter(thread) {
  if (thread === 0) return "M";
  return thread <= 12 ? "ABCDEFGHIJKL"[thread - 1] : String(thread);
}

const badge = (thread) =>
  element("span", { className: `badge ${colour(thread)}`, "aria-hidden": "true" }, letter(thread));

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;

// A text in which what stands between backquotes is code.
function worded(text) {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

const shortened = (text, length) =>
  text.length > length ? text.slice(0, length - 1) + "…" : text;

// ---------------------------------------------------------------- what the data say

const stepOf = (pair) => table.steps[pair[0]];

function stateAt(number) {
  const [stands, held] = table.states[number === 0 ? course.before : course.steps[number - 1][1]];
  return { stands: new Map(stands.map(([thread, stand]) => [thread, table.stands[stand]])), held };
}

function place(step) {
  if (step.file < 0) return "";
  return data.files[step.file].test ? `${data.files[step.file].name}:${step.line}` : `line ${step.line}`;
}

// Locks are told apart by their numbers where there is more than one.
const severalLocks = new Set(table.states.flatMap(([, held]) => held.map(([lock]) => lock)).concat(
  table.stands.map((stand) => stand.lock).filter((lock) => lock > 0))).size > 1;
const lockTag = (lock) => (severalLocks && lock ? ` (lock ${lock})` : "");
const saysOf = (step) => step.says + lockTag(step.lock);
const waitsFor = (stand) =>
  stand.lock ? stand.says.replace(stand.wants, () => stand.wants + lockTag(stand.lock)) : stand.says;

// The threads that have a lane: those that do something, and those whose waiting counts. That the
// main thread waits for the others goes without saying.
const lanes = (() => {
  const wanted = new Set(table.steps.map((step) => step.thread));
  for (const [stands] of table.states)
    for (const [thread, stand] of stands) if (thread && table.stands[stand].counts) wanted.add(thread);
  if (!wanted.size) wanted.add(0);
  return [...wanted].sort((one, other) => one - other);
})();

// ---------------------------------------------------------------- the head

function resultBox(box, result) {
  box.replaceChildren();
  box.classList.toggle("right", result === null);
  if (result === null) {
    box.append(element("p", {}, element("strong", {}, "✓ Right."), " In this interleaving the test is content."));
    return;
  }
  box.append(element("p", {}, element("strong", {}, `✗ ${sentence(result.kind)}`), " ", ...worded(result.says)));
  if (result.detail) box.append(element("pre", { tabIndex: 0, "aria-label": "Details" }, result.detail));
  if (result.pattern) box.append(element("p", {}, element("b", {}, `${sentence(result.pattern).slice(0, -1)}:`), " ", ...worded(result.because)));
  for (const text of result.explanation.split("\n\n")) if (text) box.append(element("p", {}, ...worded(text)));
  if (result.readOn) box.append(element("p", { className: "note" }, result.readOn));
}

function head() {
  byId("exercise").textContent = data.exercise;
  byId("title").textContent = data.title;
  byId("requirement").append(...worded(data.requirement));
  byId("command").textContent = data.command;
  byId("tried").textContent = data.tried;
  resultBox(byId("verdict"), table.results[happened.result]);
  if (data.play === null) {
    byId("mode-play").hidden = byId("mode-happened").hidden = true;
    byId("play-note").hidden = false;
    byId("play-note").textContent = data.tooLarge
      ? "Too many interleavings to play the scheduler here: this page shows the one that was found."
      : "This is the only way through this test: there is nothing to choose.";
  }
  const icons = [
    ["one step of a thread", drawn("circle", { class: "dot c1", cx: 11, cy: 8, r: 6 })],
    ["waits, cannot move", drawn("rect", { class: "hatched c1", x: 2, y: 3, width: 18, height: 10, fill: "url(#hatch1)" })],
    ["holds a lock", drawn("rect", { class: "bar c1", x: 2, y: 5, width: 18, height: 6, rx: 2 })],
    ["wakes another, or lets it go on", drawn("path", { class: "arrow", d: "M1 8H15" }), drawn("path", { class: "head", d: "M14 3.5L21 8L14 12.5Z" })],
  ];
  for (const [text, ...shapes] of icons)
    byId("legend").append(element("li", {}, drawn("svg", { viewBox: "0 0 22 16", "aria-hidden": "true" }, ...shapes), text));
}

// ---------------------------------------------------------------- the rows

function stepRow(pair, number) {
  const step = stepOf(pair);
  const before = number > 1 ? stepOf(course.steps[number - 2]) : null;
  const same = before && !step.skipped && ["thread", "file", "line"].every((key) => before[key] === step[key]);
  const cell = element("div", { className: "cell" });
  const name = data.threads[step.thread];
  if (!before || before.thread !== step.thread || step.skipped)
    cell.append(element("span", { className: "who", "aria-hidden": "true" }, badge(step.thread), name));
  cell.append(element("span", { className: "unseen" }, `${name}: `));
  if (!same && step.file >= 0)
    cell.append(sourceLine(step, step.source));
  cell.append(element("span", { className: "says" }, saysOf(step)));
  for (const [source, target, says] of step.arrows) {
    if (!lanes.includes(target)) continue;
    const who = source === step.thread ? "" : `${data.threads[source]} `;
    cell.append(element("span", { className: "lets" }, `→ ${who}${says.replace("lets go on", "lets")} ${data.threads[target]}${says === "lets go on" ? " go on" : ""}`));
  }
  const label = `Step ${number}`;
  const link = course === happened
    ? element("a", { className: "number", href: `#step-${number}`, title: label, "aria-label": label }, String(number))
    : element("span", { className: "number" }, String(number));
  const row = element("li", { className: "row" }, link, cell);
  if (course === happened) row.id = `step-${number}`;
  row.dataset.step = number;
  row.classList.toggle("arrowed", step.arrows.some(([source, target]) => lanes.includes(target) && lanes.includes(source)));
  cell.dataset.lane = lanes.indexOf(step.thread);
  return row;
}

// An exception, or a check that fails in a thread, shows at the last step of the line it comes from.
function markFailure(list) {
  const result = course.result === undefined ? null : table.results[course.result];
  if (result === null || !["exception", "wrong result"].includes(result.kind)) return;
  const index = course.steps.findLastIndex((pair) => {
    const step = stepOf(pair);
    return data.threads[step.thread] === result.thread && step.file === result.file && step.line === result.line;
  });
  if (index < 0) return;
  const says = result.kind === "exception" ? `✗ raises ${result.detail.split("\n")[0]}` : "✗ here the check fails";
  list.querySelector(`[data-step="${index + 1}"] .says`).after(element("span", { className: "fails" }, says));
}

// Where the threads are left that can move no more: one row, with all of them next to each other.
function standingRow() {
  const left = [...stateAt(course.steps.length).stands].filter(([thread, stand]) =>
    stand.status === "waits" && stand.counts && lanes.includes(thread));
  if (!left.length) return [];
  const row = element("li", { className: "row standing" }, element("span", { className: "number" }));
  for (const [thread, stand] of left) {
    const cell = element("div", { className: "cell" },
      element("span", { className: "who", "aria-hidden": "true" }, badge(thread), data.threads[thread]),
      element("span", { className: "unseen" }, `${data.threads[thread]}: `));
    const text = data.files[stand.file]?.lines.find(([number]) => number === stand.line)?.[1].trim();
    if (text) cell.append(sourceLine(stand, text));
    cell.append(element("span", { className: "says" }, waitsFor(stand)));
    cell.dataset.lane = lanes.indexOf(thread);
    row.append(cell);
  }
  return [row];
}

const sourceLine = (where, text) =>
  element("span", { className: "source-line" },
    element("span", { className: "line" }, data.files[where.file].test ? `test ${where.line}` : String(where.line)),
    " ", element("code", {}, text));

function rows() {
  const list = byId("rows");
  list.replaceChildren();
  course.steps.forEach((pair, index) => {
    const skipped = stepOf(pair).skipped;
    if (skipped) list.append(element("li", { className: "row gap" }, `${skipped.toLocaleString("en")} steps are left out here.`));
    list.append(stepRow(pair, index + 1));
  });
  if (course.result !== undefined) list.append(...standingRow());
  markFailure(list);
  const end = element("li", { className: "row end", id: "end" });
  if (course.result === undefined) end.hidden = true;
  else {
    const result = table.results[course.result];
    end.classList.toggle("right", result === null);
    end.append(result === null ? "✓ All is over, and right." : `✗ ${sentence(result.kind)}`);
  }
  list.append(end);
  const heads = byId("heads");
  heads.replaceChildren(element("span", { className: "corner" }));
  for (const thread of lanes)
    heads.append(element("span", {}, badge(thread), element("span", {}, data.threads[thread])));
}

// ---------------------------------------------------------------- the tracks

let geometry = null;

function measure() {
  const box = byId("lanes");
  const width = byId("rows").clientWidth;
  const numbers = 34;
  const compact = (width - numbers) / lanes.length < NARROWEST_LANE;
  box.classList.toggle("compact", compact);
  let track;
  if (compact) {
    const lane = Math.max(11, Math.min(34, (width * 0.36) / lanes.length));
    box.style.setProperty("--columns", `${numbers}px ${lane * lanes.length}px minmax(0, 1fr)`);
    track = (index) => numbers + lane * (index + 0.62);
    geometry = { track, room: lane * 0.5 };
  } else {
    const lane = (width - numbers) / lanes.length;
    box.style.setProperty("--columns", `${numbers}px repeat(${lanes.length}, minmax(0, 1fr))`);
    track = (index) => numbers + lane * index + 30;
    geometry = { track, room: 26 };
  }
  for (const cell of byId("rows").querySelectorAll(".cell"))
    cell.style.gridColumn = compact ? "" : String(Number(cell.dataset.lane) + 2);
  geometry.compact = compact;
}

function hatches() {
  const definitions = drawn("defs");
  for (let number = 0; number <= 6; number++)
    definitions.append(
      drawn("pattern", { id: `hatch${number}`, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        drawn("line", { class: `hatch-line c${number}`, x1: 0, y1: 0, x2: 0, y2: 5 })));
  return definitions;
}

function tracks() {
  const svg = byId("tracks");
  svg.replaceChildren(hatches());
  const all = [...byId("rows").querySelectorAll(".row[data-step]")];
  const end = byId("end");
  const tops = all.map((row) => row.offsetTop + 17);
  const bottoms = all.map((row) => row.offsetTop + row.offsetHeight - 9);
  const floor = end.hidden ? byId("rows").offsetHeight + 6 : end.offsetTop - 2;
  const count = course.steps.length;
  const radius = geometry.compact ? Math.min(6, geometry.room * 0.6 + 2) : 6;
  const wide = geometry.compact ? Math.min(9, geometry.room) : 9;
  const above = [], below = [];

  lanes.forEach((thread, index) => {
    const x = geometry.track(index);
    const name = colour(thread);
    let waiting = null;
    for (let number = 0; number <= count; number++) {
      const stand = stateAt(number).stands.get(thread);
      if (!stand || stand.status !== "waits") waiting = null;
      if (!stand || stand.status === "unborn" || stand.status === "ended") continue;
      // A thread that another lets go on does so where the arrow arrives.
      const reaches = (step) => step.arrows.some(([source, target]) => target === thread && lanes.includes(source));
      const from = number === 0 ? 0 : reaches(stepOf(course.steps[number - 1])) ? bottoms[number - 1] : tops[number - 1];
      const to = number === count ? floor : reaches(stepOf(course.steps[number])) ? bottoms[number] : tops[number];
      const later = number > position ? " later" : "";
      if (stand.status === "waits") {
        if (waiting && waiting.later === later) waiting.shape.setAttribute("height", to - waiting.from);
        else {
          const shape = drawn("rect", { class: `hatched ${name}${later}`, x: x - wide / 2, y: from, width: wide, height: Math.max(0, to - from), fill: `url(#hatch${name.slice(1)})` });
          waiting = { shape, from, later };
          below.push(shape);
        }
      } else below.push(drawn("line", { class: `track ${name}${later}`, x1: x, x2: x, y1: from, y2: to }));
    }
  });

  bars(tops, floor, below);

  course.steps.forEach((pair, index) => {
    const step = stepOf(pair);
    const x = geometry.track(lanes.indexOf(step.thread));
    const later = index + 1 > position ? " later" : "";
    above.push(drawn("circle", { class: `dot ${colour(step.thread)}${later}`, cx: x, cy: tops[index], r: radius }));
    const after = stateAt(index + 1).stands.get(step.thread);
    if (after && after.status === "ended")
      above.push(drawn("path", { class: `cap ${colour(step.thread)}${later}`, d: `M${x} ${tops[index]}v${radius + 6}m-${radius} 0h${radius * 2}` }));
    for (const [source, target] of step.arrows) {
      if (!lanes.includes(target) || !lanes.includes(source)) continue;
      const start = geometry.track(lanes.indexOf(source)), goal = geometry.track(lanes.indexOf(target));
      const side = Math.sign(goal - start), y = bottoms[index], tip = goal - side * 4;
      above.push(drawn("path", { class: `arrow${later}`, d: `M${start} ${tops[index] + radius}V${y - 5}Q${start} ${y} ${start + side * 5} ${y}H${tip - side * 6}` }));
      above.push(drawn("path", { class: `head${later}`, d: `M${tip} ${y}l${-side * 8} -5v10Z` }));
    }
  });
  svg.append(...below, ...above);
}

// A bar for each lock that is held, from the step that takes it to the step that frees it.
function bars(tops, floor, shapes) {
  const count = course.steps.length;
  const width = geometry.compact ? Math.max(3, geometry.room * 0.25) : severalLocks ? 11 : 7;
  const open = new Map();
  for (let number = 0; number <= count; number++) {
    const held = new Map(stateAt(number).held.map(([lock, , holder]) => [`${lock} ${holder}`, [lock, holder]]));
    for (const [key, bar] of open) if (!held.has(key)) close(key, bar, number);
    for (const [key, [lock, holder]] of held)
      if (!open.has(key) && lanes.includes(holder)) {
        const taken = new Set([...open.values()].filter((bar) => bar.holder === holder).map((bar) => bar.slot));
        let slot = 0;
        while (taken.has(slot)) slot++;
        open.set(key, { lock, holder, slot, from: number });
      }
  }
  for (const [key, bar] of open) close(key, bar, count + 1);

  function close(key, bar, until) {
    open.delete(key);
    const x = geometry.track(lanes.indexOf(bar.holder)) - 9 - width - bar.slot * (width + 2);
    const from = bar.from === 0 ? 0 : tops[bar.from - 1];
    const to = until > count ? floor : tops[until - 1];
    const later = bar.from > position ? " later" : "";
    shapes.push(drawn("rect", { class: `bar ${colour(bar.holder)}${later}`, x, y: from - 6, width, height: Math.max(12, to - from + (until > count ? 6 : 12)), rx: 3 }));
    if (severalLocks && !geometry.compact)
      shapes.push(drawn("text", { class: `bar-tag${later}`, x: x + width / 2, y: from + 6 }, String(bar.lock)));
  }
}

// ---------------------------------------------------------------- how things stand

function stands() {
  const state = stateAt(position);
  const where = position === 0 ? "Before the first step" : position === course.steps.length ? "At the end" : `After step ${position}`;
  byId("stand-heading").textContent = course.result === undefined && position === course.steps.length ? "Here and now" : where;
  const list = byId("stands");
  list.replaceChildren();
  for (const thread of lanes) {
    const stand = state.stands.get(thread) || { status: "unborn", file: -1 };
    const words = { unborn: "has not begun", ended: stand.says, ready: "can go on", waits: waitsFor(stand) }[stand.status];
    const mark = { unborn: "○", ended: "■", ready: "▶", waits: "▨" }[stand.status];
    const held = state.held.filter(([, , holder]) => holder === thread).map(([lock, name]) => name + lockTag(lock));
    const item = element("li", {}, badge(thread),
      element("span", { className: "name" }, data.threads[thread]),
      element("span", { className: `what ${stand.status}` },
        element("span", { "aria-hidden": "true" }, `${mark} `),
        words + (stand.file >= 0 ? `, at ${place(stand)}` : "") + (held.length ? `; holds ${held.join(" and ")}` : "")));
    list.append(item);
  }
}

// ---------------------------------------------------------------- who waits for whom

function edges(state) {
  const found = [];
  for (const [thread, stand] of state.stands)
    if (stand.status === "waits" && stand.counts && lanes.includes(thread))
      found.push({ from: thread, to: stand.holder, name: stand.wants + lockTag(stand.lock), says: stand.says });
  const next = new Map(found.map((edge) => [edge.from, edge.to]));
  for (const edge of found) {
    let thread = edge.from;
    for (let count = 0; count <= next.size && thread >= 0; count++) {
      thread = next.has(thread) ? next.get(thread) : -1;
      if (thread === edge.from) { edge.circle = true; break; }
    }
  }
  return found;
}

function graph() {
  const state = stateAt(position);
  const found = edges(state);
  const svg = byId("graph");
  svg.replaceChildren();
  svg.classList.toggle("empty", !found.length);
  svg.toggleAttribute("hidden", !found.length);
  const circle = found.filter((edge) => edge.circle);
  const stuck = position === course.steps.length && course.result !== undefined &&
    ![...state.stands.values()].some((stand) => stand.status === "ready");
  const nobody = found.some((edge) => edge.to < 0);
  byId("graph-note").textContent = !found.length ? "Nobody has to wait here."
    : circle.length === 1 ? `${data.threads[circle[0].from]} waits for itself: it can never move.`
    : circle.length ? "They wait for each other in a circle: none of them can ever move."
    : nobody && stuck ? "Nobody is left who could wake them."
    : "";
  byId("graph-note").hidden = !byId("graph-note").textContent;
  if (!found.length) return;

  const NOBODY = -1;
  const nodes = inOrder(found);
  const drawing = nodes.length < 3 ? asPair(found, nodes) : asList(found, nodes);
  const marks = [...drawing.boxes].map(([node, { x, y, name, width, height }]) => {
    const shape = { x: x - width / 2, y: y - height / 2, width, height, rx: 8 };
    if (node === NOBODY)
      return drawn("g", {}, drawn("rect", { class: "nobody", ...shape }), drawn("text", { class: "node-name", x, y }, name));
    return drawn("g", { class: colour(node) }, drawn("rect", { class: "node", ...shape }),
      drawn("text", { class: "node-letter", x, y }, `${letter(node)} ${name}`));
  });
  svg.append(...drawing.lines, ...marks, ...drawing.labels);
  const extent = svg.getBBox();
  svg.setAttribute("viewBox", `0 ${extent.y - 4} 360 ${extent.height + 8}`);
  svg.setAttribute("aria-label", found.map((edge) => `${data.threads[edge.from]} ${edge.says}`).join(". ") + ".");
}

// Each thread waits for one other at the most. So they are told in the order in which one waits for
// the next: first those in a circle, then those that wait for one of them, nobody at the end.
function inOrder(found) {
  const next = new Map(found.map((edge) => [edge.from, edge.to]));
  const nodes = [];
  const follow = (node) => {
    while (node !== undefined && node >= 0 && !nodes.includes(node)) {
      nodes.push(node);
      node = next.get(node);
    }
  };
  for (const edge of found) if (edge.circle) follow(edge.from);
  const last = new Set(found.map((edge) => edge.to));
  for (const edge of found) if (!last.has(edge.from)) follow(edge.from);
  for (const edge of found) follow(edge.from);
  return found.some((edge) => edge.to < 0) ? [...nodes, -1] : nodes;
}

const boxOf = (node, x, y) => {
  const name = node < 0 ? "nobody" : shortened(data.threads[node], 14);
  return { x, y, name, width: name.length * 7 + (node < 0 ? 22 : 42), height: 30 };
};

function edgeLines(edge, d, [hx, hy], [ux, uy]) {
  const kind = edge.circle ? " circle" : "";
  return [drawn("path", { class: `edge${kind}`, d }),
    drawn("path", { class: `point${kind}`, d: `M${hx} ${hy}L${hx + ux * 11 - uy * 6} ${hy + uy * 11 + ux * 6}L${hx + ux * 11 + uy * 6} ${hy + uy * 11 - ux * 6}Z` })];
}

// One or two beside each other, with bent lines between them.
function asPair(found, nodes) {
  const boxes = new Map(nodes.map((node, index) => [node, boxOf(node, index ? 282 : 78, 100)]));
  // Where the line from the middle of a box towards a point leaves it, and a little further.
  const border = (box, x, y, gap) => {
    const dx = x - box.x, dy = y - box.y, far = Math.hypot(dx, dy) || 1;
    const inside = Math.min(box.width / 2 / (Math.abs(dx) || 1e-6), box.height / 2 / (Math.abs(dy) || 1e-6));
    return [box.x + dx * inside + (dx / far) * gap, box.y + dy * inside + (dy / far) * gap];
  };
  const lines = [], labels = [];
  for (const edge of found) {
    const from = boxes.get(edge.from), to = boxes.get(edge.to), itself = from === to;
    const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
    const middle = itself ? [from.x, from.y - 100]
      : [(from.x + to.x) / 2 + (dy / length) * 120, (from.y + to.y) / 2 - (dx / length) * 120];
    const [sx, sy] = itself ? [from.x - 20, from.y - 16] : border(from, ...middle, 2);
    const [hx, hy] = itself ? [from.x + 20, from.y - 18] : border(to, ...middle, 3);
    const [cx, cy] = middle;
    const far = Math.hypot(cx - hx, cy - hy), ux = (cx - hx) / far, uy = (cy - hy) / far;
    const curve = itself ? `C${sx - 30} ${cy + 20} ${hx + 30} ${cy + 20}` : `Q${cx} ${cy}`;
    lines.push(...edgeLines(edge, `M${sx} ${sy}${curve} ${hx + ux * 8} ${hy + uy * 8}`, [hx, hy], [ux, uy]));
    const lx = (sx + hx) / 4 + cx / 2, ly = (sy + hy) / 4 + cy / 2;
    labels.push(drawn("text", { class: "edge-name", x: Math.max(80, Math.min(280, lx)), y: ly + (ly < from.y ? -9 : 19) }, shortened(edge.name, 30)));
  }
  return { boxes, lines, labels };
}

// Three and more one below the other, what each waits for to its right, and to its left the lines
// that do not lead to the next.
function asList(found, nodes) {
  const between = 50, row = (node) => 20 + between * nodes.indexOf(node);
  const beside = found.filter((edge) => row(edge.to) !== row(edge.from) + between).length;
  const gutter = Math.min(100, 20 + 9 * beside);
  const boxes = new Map(nodes.map((node) => [node, boxOf(node, 0, row(node))]));
  for (const box of boxes.values()) box.x = gutter + box.width / 2;
  const lines = [], labels = [], aside = [];
  for (const edge of found) {
    const from = boxes.get(edge.from), to = boxes.get(edge.to);
    const room = Math.floor((356 - gutter - from.width - 8) / 7.3);
    labels.push(drawn("text", { class: "edge-name beside", x: gutter + from.width + 8, y: from.y + 4 }, shortened(`for ${edge.name}`, room)));
    if (to.y === from.y + between) {
      const x = gutter + 24;
      lines.push(...edgeLines(edge, `M${x} ${from.y + 15}V${to.y - 24}`, [x, to.y - 17], [0, -1]));
    } else aside.push([edge, from, to]);
  }
  aside.sort(([, a, b], [, c, d]) => Math.abs(a.y - b.y) - Math.abs(c.y - d.y));
  aside.forEach(([edge, from, to], index) => {
    const x = Math.max(5, gutter - 16 - 9 * index);
    // Those that lead to the same box do not come in at the same height.
    const fromY = from.y + (from === to ? -10 : 7), toY = to.y + (from === to ? 10 : -5);
    const bend = Math.min(8, gutter - x), down = Math.sign(toY - fromY);
    lines.push(...edgeLines(edge,
      `M${gutter} ${fromY}H${x + bend}Q${x} ${fromY} ${x} ${fromY + down * bend}V${toY - down * bend}Q${x} ${toY} ${x + bend} ${toY}H${gutter - 9}`,
      [gutter - 2, toY], [-1, 0]));
  });
  return { boxes, lines, labels };
}

// ---------------------------------------------------------------- the source

function source() {
  const state = stateAt(position);
  const step = position ? stepOf(course.steps[position - 1]) : null;
  const box = byId("source");
  byId("source-heading").textContent = data.files.length ? `Source: ${data.files[file].name}` : "Source";
  byId("files").hidden = data.files.length < 2;
  const order = data.files.map((_, index) => index).sort((one, other) => data.files[one].test - data.files[other].test);
  byId("files").replaceChildren(...order.map((index) =>
    element("button", { type: "button", "aria-pressed": String(index === file), onclick: () => { file = index; source(); } }, data.files[index].name)));
  box.replaceChildren();
  if (!data.files.length) return;
  box.setAttribute("aria-label", `Source of ${data.files[file].name}`);
  let last = 0, seen = null;
  for (const [number, text] of data.files[file].lines) {
    if (last && number > last + 1) box.append(element("div", { className: "source-gap" }, "…"));
    last = number;
    const here = lanes.filter((thread) => {
      const stand = state.stands.get(thread);
      return stand && stand.file === file && stand.line === number && ["ready", "waits"].includes(stand.status);
    });
    const marks = element("span", { className: "marks" });
    for (const thread of here) {
      const waits = state.stands.get(thread).status === "waits";
      const mark = badge(thread);
      mark.classList.toggle("waiting", waits);
      mark.title = `${data.threads[thread]} ${waits ? "waits" : "is"} here`;
      marks.append(mark, element("span", { className: "unseen" }, `${mark.title}. `));
    }
    const row = element("div", { className: "source-row" }, element("span", { className: "line" }, String(number)), marks, element("code", {}, text));
    row.classList.toggle("here", here.length > 0);
    if (step && step.file === file && step.line === number) { row.classList.add("now"); seen = row; }
    else if (!seen && here.length) seen = row;
    box.append(row);
  }
  if (seen) box.scrollTop = Math.max(0, seen.offsetTop - box.clientHeight / 2);
}

// ---------------------------------------------------------------- showing a position

function show() {
  const count = course.steps.length;
  for (const row of byId("rows").querySelectorAll(".row[data-step]")) {
    const number = Number(row.dataset.step);
    row.classList.toggle("now", number === position);
    row.classList.toggle("later", number > position);
    if (number === position) row.setAttribute("aria-current", "step");
    else row.removeAttribute("aria-current");
  }
  byId("slider").max = count;
  byId("slider").value = position;
  byId("slider").setAttribute("aria-valuetext", `step ${position} of ${count}`);
  byId("position").textContent = `Step ${position} of ${count}`;
  byId("back").disabled = position === 0;
  byId("forward").disabled = position === count;
  const live = byId("live");
  if (position === 0) live.replaceChildren("Before the first step.");
  else {
    const step = stepOf(course.steps[position - 1]);
    const lets = step.arrows.filter(([, target]) => lanes.includes(target))
      .map(([, target, says]) => (says === "lets go on" ? `, and lets ${data.threads[target]} go on` : `, and ${says} ${data.threads[target]}`));
    const where = place(step);
    live.replaceChildren(element("span", { className: "who" }, data.threads[step.thread]),
      `${where ? ` at ${where}` : ""}: ${saysOf(step)}${lets.join("")}.`);
    if (step.file >= 0) file = step.file;
  }
  if (position === count && course.result !== undefined) {
    const result = table.results[course.result];
    live.append(result === null ? " Then all is over, and right." : ` Then it fails: ${result.kind}.`);
  }
  stands();
  graph();
  source();
  tracks();
}

function redraw() {
  rows();
  measure();
  show();
}

function scrollToStep() {
  const row = byId("rows").querySelector(".row.now") || byId("heads");
  row.scrollIntoView({ block: "nearest" });
}

function address(hash) {
  try { history.replaceState(null, "", hash); } catch { /* Some browsers forbid it for files. */ }
}

function goTo(number) {
  position = Math.max(0, Math.min(course.steps.length, number));
  show();
  scrollToStep();
  if (course === happened) address(`#step-${position}`);
}

// ---------------------------------------------------------------- playing it by itself

function pause() {
  clearInterval(playing);
  playing = null;
  byId("play").textContent = "Play";
}

function play() {
  if (playing) return pause();
  if (position === course.steps.length) goTo(0);
  byId("play").textContent = "Pause";
  playing = setInterval(() => {
    goTo(position + 1);
    if (position === course.steps.length) pause();
  }, INTERVAL);
}

// ---------------------------------------------------------------- playing the scheduler

function follow() {
  let node = data.play.root;
  let steps = [...node.steps];
  const taken = [];
  for (const thread of choices) {
    const option = (node.options || []).find(([who]) => who === thread);
    if (!option) break;
    taken.push(thread);
    node = option[4];
    steps = steps.concat(node.steps);
  }
  choices = taken;
  course = { before: data.play.before, steps, result: node.result };
  position = steps.length;
  if (node.result !== undefined) reached.add(choices.join("."));
  return node;
}

function chooseNext(focus) {
  const node = follow();
  const heading = byId("choice-heading");
  const box = byId("choices");
  box.replaceChildren();
  redraw();
  if (node.options) {
    heading.textContent = "Who moves next?";
    if (!choices.length)
      box.append(element("p", { className: "note" }, "You are the scheduler: say which thread does its next step. Can you make the test fail, and can you make it pass?"));
    node.options.forEach(([thread, inFile, line, about], index) => {
      const text = data.files[inFile]?.lines.find(([number]) => number === line)?.[1].trim() ?? "";
      box.append(element("button", { type: "button", onclick: () => choose(thread) },
        badge(thread),
        element("span", {}, element("strong", {}, data.threads[thread]), `, ${place({ file: inFile, line })}: `, element("code", {}, text)),
        element("span", { className: "would" }, `${about}${node.options.length < 10 ? ` (key ${index + 1})` : ""}`)));
    });
    const able = new Set(node.options.map(([thread]) => thread));
    for (const [thread, stand] of stateAt(position).stands)
      if (stand.status === "waits" && stand.counts && !able.has(thread))
        box.append(element("p", { className: "note" }, `${data.threads[thread]} cannot move: it ${waitsFor(stand)}.`));
  } else {
    const result = table.results[node.result];
    heading.textContent = result === null ? "This way ends well." : "This way breaks it.";
    const verdict = element("div", { className: "verdict" });
    resultBox(verdict, result);
    box.append(verdict);
  }
  byId("undo").disabled = byId("restart").disabled = !choices.length;
  byId("ends").textContent = `Ends reached: ${reached.size} of ${data.play.ends}.`;
  if (focus) {
    const target = node.options ? box.querySelector("button") : heading;
    target.focus({ preventScroll: true });
    byId("choice").scrollIntoView({ block: "nearest" });
  }
  address(choices.length ? `#play-${choices.join(".")}` : "#play");
}

function choose(thread) {
  choices.push(thread);
  chooseNext(true);
}

function undo() {
  choices.pop();
  chooseNext(true);
}

function mode(isPlay) {
  pause();
  byId("mode-happened").setAttribute("aria-pressed", String(!isPlay));
  byId("mode-play").setAttribute("aria-pressed", String(isPlay));
  byId("transport").hidden = isPlay;
  byId("choice").hidden = !isPlay;
  byId("keys").textContent = isPlay
    ? "Keys: 1 to 9 choose a thread, Backspace takes a choice back."
    : "Keys: the arrows go one step back and forward, Home and End to the first and the last; Space plays and pauses.";
  if (isPlay) return chooseNext(false);
  course = happened;
  position = happened.steps.length;
  redraw();
}

// ---------------------------------------------------------------- what the user does

function fromAddress() {
  const step = /^#step-(\d+)$/.exec(location.hash);
  const way = /^#play(?:-([\d.]+))?$/.exec(location.hash);
  if (way && data.play) {
    choices = way[1] ? way[1].split(".").map(Number) : [];
    mode(true);
  } else {
    mode(false);
    if (step) goTo(Number(step[1]));
  }
}

function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const target = event.target;
  if (target.closest("input, .source, pre") && event.key !== "Escape") return;
  const isPlay = course !== happened;
  const onControl = target.closest("button, a, code[tabindex]");
  let used = true;
  if (isPlay) {
    const node = /^[1-9]$/.test(event.key) ? byId("choices").querySelectorAll("button")[event.key - 1] : null;
    if (node) node.click();
    else if (["Backspace", "ArrowLeft"].includes(event.key) && choices.length) undo();
    else used = false;
  } else if (event.key === "ArrowRight") { pause(); goTo(position + 1); }
  else if (event.key === "ArrowLeft") { pause(); goTo(position - 1); }
  else if (event.key === "Home") { pause(); goTo(0); }
  else if (event.key === "End") { pause(); goTo(course.steps.length); }
  else if (event.key === " " && !onControl) play();
  else used = false;
  if (used) event.preventDefault();
}

byId("back").onclick = () => { pause(); goTo(position - 1); };
byId("forward").onclick = () => { pause(); goTo(position + 1); };
byId("play").onclick = play;
byId("slider").oninput = () => { pause(); goTo(Number(byId("slider").value)); };
byId("mode-happened").onclick = () => { mode(false); address(`#step-${position}`); };
byId("mode-play").onclick = () => { choices = []; mode(true); };
byId("undo").onclick = undo;
byId("restart").onclick = () => { choices = []; chooseNext(true); };
byId("rows").onclick = (event) => {
  const row = event.target.closest(".row[data-step]");
  if (!row || course !== happened) return;
  event.preventDefault();
  pause();
  goTo(Number(row.dataset.step));
};
document.addEventListener("keydown", onKey);
addEventListener("hashchange", fromAddress);
new ResizeObserver(() => { measure(); tracks(); }).observe(byId("lanes"));

head();
fromAddress();
