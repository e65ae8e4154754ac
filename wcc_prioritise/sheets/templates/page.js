"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  const about = sheet.dataset;
  const cells = [...sheet.querySelectorAll("fieldset[data-table]")];
  const key = [about.form, about.person, about.round, about.version, about.part].join("|");
  const status = document.getElementById("status");
  let unsaved = false;

  const field = (cell, name) => cell.querySelector(`[data-field="${name}"]`);
  const value = (cell, name) => { const input = field(cell, name); return input ? input.value.trim() : ""; };
  const number = (cell, name) => value(cell, name) === "" ? null : Number(value(cell, name));
  const unknown = (cell) => Boolean(field(cell, "unknown")?.checked);
  const figure = (cell) => field(cell, "score") || field(cell, "points") || field(cell, "order");
  const legend = (cell) => cell.querySelector("legend").textContent.trim();
  const answered = (cell) => unknown(cell) || figure(cell).value !== "";
  const say = (words) => { status.textContent = words; };
  const many = (count, one, more) => count === 1 ? `1 ${one}` : `${count} ${more}`;

  function trouble(cell) {
    const input = figure(cell);
    const range = `from ${input.min} to ${input.max}`;
    if (input.validity.badInput) return `Write a number ${range}, in figures.`;
    if (input.validity.stepMismatch) return `Write a whole number ${range}.`;
    if (!input.validity.valid) return `${input.value} is not ${range}. Write a number ${range}.`;
    if (value(cell, "reason") && !answered(cell)) return "You gave a reason and no answer. Add the answer, or clear the reason.";
    return "";
  }

  function mark(cell) {
    const words = trouble(cell);
    cell.querySelector(".wrong").textContent = words;
    figure(cell).setAttribute("aria-invalid", String(words !== ""));
    return words;
  }

  function left() {
    const open = (table) => cells.filter((cell) => cell.dataset.table === table && !("earlier" in cell.dataset) && !answered(cell)).length;
    const scores = many(open("scores"), "score", "scores");
    const weights = cells.some((cell) => cell.dataset.table === "swings") ? ` and ${many(open("swings"), "weight", "weights")}` : "";
    return `${scores}${weights} left.`;
  }

  function only(cell) {
    const score = field(cell, "score");
    if (!score) return;
    score.disabled = unknown(cell);
    if (score.disabled) score.value = "";
  }

  function order() {
    const place = new Map(cells.filter((cell) => cell.dataset.table === "order").map((cell) => [cell.dataset.criterion, number(cell, "order") ?? Infinity]));
    const sizes = document.getElementById("sizes");
    if (!sizes || sizes.contains(document.activeElement)) return;
    const sorted = [...sizes.children].sort((a, b) => {
      const [first, second] = [place.get(a.dataset.criterion), place.get(b.dataset.criterion)];
      return first === second ? 0 : first - second;
    });
    sizes.append(...sorted);
  }

  function saved() {
    const scores = [], swings = [];
    for (const cell of cells) {
      const { table, candidate, criterion } = cell.dataset;
      const reason = value(cell, "reason");
      if (table === "scores" && answered(cell)) {
        scores.push({ candidate, criterion, score: unknown(cell) ? "don't know" : number(cell, "score"), reason });
      } else if (table === "swings") {
        const beside = cells.find((other) => other.dataset.table === "order" && other.dataset.criterion === criterion);
        const place = number(beside, "order"), points = number(cell, "points");
        if (place !== null || points !== null) swings.push({ criterion, order: place, points, reason });
      }
    }
    return { form: about.form, person: about.person, sheet: Number(about.sheet), round: Number(about.round), version: about.version, scores, swings };
  }

  function fill(from) {
    for (const cell of cells) {
      const { table, candidate, criterion } = cell.dataset;
      const rows = from[table === "scores" ? "scores" : "swings"];
      const row = rows.find((one) => one.criterion === criterion && (table !== "scores" || one.candidate === candidate)) ?? {};
      const text = (held) => held === null || held === undefined ? "" : String(held);
      if (table === "scores") {
        field(cell, "unknown").checked = row.score === "don't know";
        field(cell, "score").value = row.score === "don't know" ? "" : text(row.score);
        only(cell);
      } else {
        figure(cell).value = text(row[table === "order" ? "order" : "points"]);
      }
      if (field(cell, "reason")) field(cell, "reason").value = text(row.reason);
      mark(cell);
    }
    order();
  }

  function remember() {
    const state = {};
    for (const input of sheet.querySelectorAll("[data-field]")) {
      if (input.type === "checkbox" ? input.checked : input.value !== "") state[input.id] = input.type === "checkbox" ? true : input.value;
    }
    try {
      localStorage.setItem(key, JSON.stringify(state));
      unsaved = false;
      return true;
    } catch {
      unsaved = true;
      return false;
    }
  }

  function recall() {
    let state;
    try {
      state = JSON.parse(localStorage.getItem(key));
    } catch {
      return false;
    }
    if (state === null || typeof state !== "object") return false;
    for (const input of sheet.querySelectorAll("[data-field]")) {
      if (input.type === "checkbox") input.checked = state[input.id] === true;
      else input.value = state[input.id] ?? "";
    }
    for (const cell of cells) { only(cell); mark(cell); }
    order();
    return true;
  }

  function save() {
    const wrong = cells.filter((cell) => mark(cell));
    if (wrong.length) {
      say(`Nothing saved yet: ${many(wrong.length, "answer needs", "answers need")} putting right. The first is ${legend(wrong[0])}: ${trouble(wrong[0])}`);
      figure(wrong[0]).focus();
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(saved(), null, 1)], { type: "application/json" }));
    link.download = about.saved;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    say(`Saved as ${about.saved}, where your browser keeps its downloads. ${left()} Hand the file to the facilitator.`);
  }

  async function load(event) {
    const [file] = event.target.files;
    if (!file) return;
    let from = null;
    try { from = JSON.parse(await file.text()); } catch { /* told below */ }
    event.target.value = "";
    if (from?.form !== about.form || !Array.isArray(from.scores) || !Array.isArray(from.swings)) {
      say("Nothing loaded: that file was not saved by a scoring page.");
    } else if (from.person !== about.person || String(from.round) !== about.round || from.version !== about.version) {
      say("Nothing loaded: that file is of another person, another round or another version of the sheet.");
    } else {
      fill(from);
      remember();
      say(`Your answers are back. ${left()}`);
    }
  }

  function forget() {
    if (!confirm("Take all your answers off this page and this computer? A file you saved stays where it is.")) return;
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    fill({ scores: [], swings: [] });
    unsaved = false;
    say(`Your answers are off this computer. ${left()}`);
  }

  function settle(event) {
    const cell = event.target.closest("fieldset[data-table]");
    if (!cell) return;
    only(cell);
    order();
    const words = mark(cell), kept = remember();
    say(words ? `${legend(cell)}: ${words}` : `${left()}${kept ? "" : " Not kept: save a file before you close the page."}`);
  }

  sheet.addEventListener("change", settle);
  // Letters in a number field change nothing that a browser reports, so they are looked for on leaving it.
  sheet.addEventListener("focusout", (event) => { if (event.target.validity?.badInput) settle(event); });
  sheet.addEventListener("input", (event) => { if (event.target.dataset.field) { unsaved = true; remember(); } });
  sheet.addEventListener("wheel", (event) => { if (event.target.type === "number") event.target.blur(); }, { passive: true });
  document.getElementById("answers").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("save").addEventListener("click", save);
  document.getElementById("load").addEventListener("change", load);
  document.getElementById("forget").addEventListener("click", forget);
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  const before = recall(), kept = remember();
  document.getElementById("kept").textContent = kept
    ? "Your answers are kept in this browser on this computer as you go. The file is what you hand in."
    : "This browser does not keep your answers. Save a file before you close the page.";
  unsaved = false;
  say(`${before && cells.some(answered) ? "Your answers so far are back. " : ""}${left()}`);
})();
