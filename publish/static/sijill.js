// Evidence that lights up with its record, and the map. No other host is asked for anything.
"use strict";

window.DATASETTE_ALLOW_FACET = true; // Datasette's table.js asks for it

for (const text of document.querySelectorAll("[data-article]")) connectEvidence(text);
for (const map of document.querySelectorAll("[data-map]")) drawMap(map);

function connectEvidence(text) {
  const marks = [...text.querySelectorAll("[data-records]")];
  const cards = [...document.querySelectorAll("[data-record]")];
  const light = (records) => {
    for (const mark of marks) mark.classList.toggle("lit", mark.dataset.records.split(" ").some((r) => records.includes(r)));
    for (const card of cards) card.classList.toggle("lit", records.includes(card.dataset.record));
  };
  const goTo = (card) => {
    light([card.dataset.record]);
    const at = text.querySelector(`[data-at="${CSS.escape(card.dataset.record)}"]`);
    if (at) at.scrollIntoView({ block: "center" });
  };
  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => light(mark.dataset.records.split(" ")));
    mark.addEventListener("click", () => {
      const records = mark.dataset.records.split(" ");
      light(records);
      const card = cards.find((c) => c.dataset.record === records[records.length - 1]) || cards.find((c) => records.includes(c.dataset.record));
      if (card) card.scrollIntoView({ block: "nearest" });
    });
  }
  for (const card of cards) {
    card.addEventListener("mouseenter", () => light([card.dataset.record]));
    card.addEventListener("focus", () => light([card.dataset.record]));
    card.addEventListener("click", (event) => { if (!event.target.closest("a")) goTo(card); });
    card.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === card) goTo(card); });
  }
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked && asked.dataset.record) goTo(asked);
}

async function drawMap(box) {
  const points = JSON.parse(box.querySelector("script").textContent);
  const answer = await fetch(box.dataset.outlines);
  const outlines = await answer.json();
  const svg = add(box, "svg", {});
  const land = add(svg, "g", {});
  for (const country of outlines.countries) add(land, "path", { class: "land", d: projected(country.d) });
  const ground = add(svg, "g", {});
  const layer = add(svg, "g", {});
  const size = box.getBoundingClientRect();
  const view = fit(points, size.width / size.height);
  const draw = () => {
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    if (box.dataset.tiles) drawTiles(ground, box.dataset.tiles, view, size.width);
    drawPoints(layer, points, view, size.width);
  };
  draw();
  addZoom(box, view, draw);
  addDrag(box, view, draw, size.width);
  if (box.dataset.credit) add(box, "div", { class: "credit" }, true).textContent = box.dataset.credit;
}

// Web Mercator in degrees, so that tiles fit: y grows southwards, and the world is 360 high.
function southing(latitude) {
  const angle = (Math.min(Math.max(latitude, -85), 85) * Math.PI) / 180;
  return (-Math.log(Math.tan(Math.PI / 4 + angle / 2)) * 180) / Math.PI;
}

function projected(path) {
  return path.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x, y) => `${x} ${southing(-y).toFixed(2)}`);
}

function drawTiles(ground, address, view, width) {
  const zoom = Math.min(Math.max(Math.round(Math.log2((360 / view.w) * (width / 256))), 0), 19);
  const count = 2 ** zoom, side = 360 / count;
  const first = { x: Math.floor((view.x + 180) / side), y: Math.max(Math.floor((view.y + 180) / side), 0) };
  const last = { x: Math.floor((view.x + view.w + 180) / side), y: Math.min(Math.floor((view.y + view.h + 180) / side), count - 1) };
  const shown = [zoom, first.x, first.y, last.x, last.y].join();
  if (ground.dataset.shown === shown) return;
  ground.dataset.shown = shown;
  ground.replaceChildren();
  for (let x = first.x; x <= last.x; x++) for (let y = first.y; y <= last.y; y++) {
    const href = address.replace("{z}", zoom).replace("{x}", ((x % count) + count) % count).replace("{y}", y);
    add(ground, "image", { href, x: x * side - 180, y: y * side - 180, width: side, height: side });
  }
}

// The view that holds nearly all events: a few far away do not shrink the rest; zooming out shows them.
const MOST = 0.94;
const LEAST_DEGREES = 8;

function fit(points, ratio) {
  const [left, right] = span(points, (p) => p.longitude), [top, bottom] = span(points, (p) => southing(p.latitude));
  const w = Math.max((right - left) * 1.3, (bottom - top) * 1.3 * ratio, LEAST_DEGREES), h = w / ratio;
  return { x: (left + right) / 2 - w / 2, y: (top + bottom) / 2 - h / 2, w, h };
}

function span(points, value) {
  const sorted = [...points].sort((a, b) => value(a) - value(b));
  const all = sorted.reduce((sum, p) => sum + p.events, 0);
  const inner = [];
  let before = 0;
  for (const point of sorted) {
    const middle = before + point.events / 2;
    if (middle >= (all * (1 - MOST)) / 2 && middle <= (all * (1 + MOST)) / 2) inner.push(value(point));
    before += point.events;
  }
  return inner.length ? [inner[0], inner[inner.length - 1]] : [35, 45];
}

function drawPoints(layer, points, view, width) {
  layer.replaceChildren();
  const scale = view.w / width;
  for (const cluster of clusters(points, 26 * scale)) {
    const radius = Math.min(5 + 3 * Math.log2(1 + cluster.events), 30) * scale;
    const link = add(layer, "a", { href: cluster.points.length === 1 ? cluster.points[0].url : "#" });
    const wide = cluster.points.every((p) => p.wide);
    add(link, "circle", { class: wide ? "point wide" : "point", cx: cluster.x, cy: cluster.y, r: radius });
    add(link, "title", {}).textContent = `${cluster.points.map((p) => p.name).slice(0, 8).join("، ")}: ${cluster.events}`;
    const label = add(layer, "text", { class: wide ? "on-wide" : "", x: cluster.x, y: cluster.y + 4 * scale });
    label.style.fontSize = `${12 * scale}px`;
    label.textContent = cluster.events;
    if (cluster.points.length > 1) link.addEventListener("click", (event) => {
      event.preventDefault();
      Object.assign(view, fit(cluster.points, view.w / view.h));
      link.ownerSVGElement.dispatchEvent(new CustomEvent("redraw"));
    });
  }
}

function clusters(points, reach) {
  const found = [];
  for (const point of points) {
    const x = point.longitude, y = southing(point.latitude);
    const near = found.find((c) => Math.hypot(c.x - x, c.y - y) < reach);
    if (near) { near.points.push(point); near.events += point.events; }
    else found.push({ x, y, points: [point], events: point.events });
  }
  return found;
}

function addZoom(box, view, draw) {
  box.querySelector("svg").addEventListener("redraw", draw);
  const zoom = (factor) => {
    const w = Math.min(Math.max(view.w * factor, 0.5), 360), h = view.h * (w / view.w);
    Object.assign(view, { x: view.x + (view.w - w) / 2, y: view.y + (view.h - h) / 2, w, h });
    draw();
  };
  const bar = add(box, "div", { class: "zoom" }, true);
  for (const [sign, factor, name] of [["+", 0.6, box.dataset.zoomIn || "+"], ["−", 1 / 0.6, box.dataset.zoomOut || "−"]]) {
    const button = add(bar, "button", { type: "button", "aria-label": name }, true);
    button.textContent = sign;
    button.addEventListener("click", () => zoom(factor));
  }
  box.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !box.contains(document.activeElement)) return; // the page scrolls on over a map that nobody uses
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2);
  }, { passive: false });
}

function addDrag(box, view, draw, width) {
  let last = null;
  box.addEventListener("pointerdown", (event) => { if (event.pointerType === "mouse" && !event.target.closest("a, button")) last = event; });
  window.addEventListener("pointerup", () => { last = null; });
  box.addEventListener("pointermove", (event) => {
    if (!last) return;
    const scale = view.w / width;
    view.x -= (event.clientX - last.clientX) * scale;
    view.y -= (event.clientY - last.clientY) * scale;
    last = event;
    draw();
  });
}

function add(parent, name, attributes, isHtml) {
  const node = isHtml ? document.createElement(name) : document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return parent.appendChild(node);
}
