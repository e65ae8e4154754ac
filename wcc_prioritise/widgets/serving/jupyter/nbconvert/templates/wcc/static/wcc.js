/* Keeps a page alive: says what it waits for, notices when the kernel or the server behind it is
   gone, and loads it again when they are back. Also gives controls the names and habits that the
   widget library leaves out. */
(() => {
  "use strict";
  const TICK = 1000, ASK_AFTER = 5000, STALE = 15000, OPENING = 90000, BUSY = 180000;
  const page = document.body.dataset.page;
  const byId = (id) => document.getElementById(id);
  const now = () => performance.now();

  /* ---- opening ---- */
  let begun = now(), shown = false;
  const shows = () => document.querySelector("#rendered_cells .jupyter-widgets");
  const reveal = () => {
    if (shown || !window.themeLoaded || !window.cellLoaded || !shows()) return;
    shown = true;
    document.body.classList.add("wcc-shown");
    byId("wcc-waiting").remove();
  };
  window.voila_process = () => {};
  window.voila_heartbeat = () => {
    byId("wcc-waiting-words").textContent =
      `Still opening the ${page}. The first time after the computer was started this can take a minute.`;
  };
  window.voila_finish = window.display_cells = () => {
    window.cellLoaded = true;
    if (window.themeLoaded) byId("rendered_cells").style.display = "";
    reveal();
  };

  /* ---- notices ---- */
  const notice = (words) => {
    const place = byId("wcc-notice");
    if (place.textContent !== words) place.textContent = words;
  };
  const AGAIN = "One moment: this page is starting again. Nothing that was entered is lost.";
  const LONG = "Still working. This takes longer than usual.";
  const SERVER = "One moment: the workshop's server does not answer. This page comes back by itself " +
    "as soon as it does. If it stays away, look at the window where the workshop was started.";
  const CLOSED = "This page needs a new link. Press Enter in the window where the workshop was " +
    "started, and open the link it shows for this page.";

  /* ---- the beat ---- */
  const kernel = () => {
    const config = byId("jupyter-config-data");
    try { return JSON.parse(config.textContent).kernelId || "none"; } catch { return "none"; }
  };
  let beat = null, changed = now(), ticked = now(), asking = false, leaving = false;
  const heard = () => {
    const places = [...document.querySelectorAll("[data-beat]")];
    return places.length ? places.map((place) => place.textContent).join("|") : null;
  };
  const tries = () => {
    try { return JSON.parse(sessionStorage.getItem("wcc-tries") || "[]"); } catch { return []; }
  };
  const again = () => {
    if (leaving) return;
    leaving = true;
    notice(AGAIN);
    const recent = tries().filter((at) => Date.now() - at < 120000);
    try { sessionStorage.setItem("wcc-tries", JSON.stringify([...recent, Date.now()])); } catch { }
    const wait = recent.length < 2 ? 0 : Math.min(30000, 2000 * 2 ** recent.length);
    setTimeout(() => location.reload(), wait);
  };
  const judge = (state, quiet) => {
    if (state === "gone") return again();
    if (!shown) return quiet > OPENING && document.readyState === "complete" ? again() : undefined;
    if (beat === null) return notice("");  /* a page without a beat: the kernel is there, so all is well */
    if (state === "busy" && quiet < BUSY) return notice(quiet > STALE ? LONG : "");
    if (quiet > STALE) again();
  };
  const ask = async (quiet) => {
    if (asking || leaving || (kernel() === "none" && !shown && quiet < OPENING)) return;
    asking = true;
    try {
      const answer = await fetch(`/alive/${page}/${kernel()}`, {cache: "no-store"});
      if (answer.status === 403) notice(CLOSED);
      else if (answer.ok) judge((await answer.json()).kernel, quiet);
    } catch {
      notice(SERVER);
    } finally {
      asking = false;
    }
  };
  setInterval(() => {
    const at = now(), found = heard();
    if (at - ticked > 5 * TICK) changed = Math.max(changed, at - ASK_AFTER);  /* the lid was closed */
    ticked = at;
    if (found !== null && found !== beat) {
      beat = found;
      changed = at;
      notice("");
    }
    const quiet = at - changed;
    if (quiet > ASK_AFTER && Math.round(quiet / TICK) % 2 === 0) ask(quiet);
  }, TICK);

  addEventListener("pagehide", () => {
    if (kernel() !== "none") navigator.sendBeacon(`/voila/api/shutdown/${kernel()}`);
  });

  /* ---- names and habits of controls ---- */
  const name = (handle, words) => {
    if (handle.getAttribute("aria-label") !== words) handle.setAttribute("aria-label", words);
  };
  const SCROLLED = {  /* what scrolls by itself can be reached and scrolled by keyboard */
    "wcc-left": "What is entered at this step",
    "wcc-right": "What to say, and who is still writing",
    "wcc-grid": "Everybody's scores",
  };
  const tend = () => {
    for (const [style, words] of Object.entries(SCROLLED)) {
      for (const region of document.getElementsByClassName(style)) {
        if (region.tabIndex === 0) continue;
        region.tabIndex = 0;
        region.setAttribute("role", "region");
        name(region, words);
      }
    }
    for (const slider of document.querySelectorAll(".widget-slider")) {
      const words = slider.querySelector(".widget-label")?.textContent.trim();
      const handles = slider.querySelectorAll(".noUi-handle");
      if (!words) continue;
      if (handles.length === 1) name(handles[0], words);
      else handles.forEach((handle, at) => name(handle, `${words}, ${at ? "to" : "from"}`));
    }
    for (const box of document.querySelectorAll("input, textarea")) {
      if (box.dataset.tended) continue;
      box.dataset.tended = "yes";
      box.spellcheck = false;
      box.autocomplete = "off";
      box.setAttribute("autocorrect", "off");
      box.setAttribute("autocapitalize", "off");
    }
    reveal();
  };
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; tend(); });
  }).observe(document.documentElement, {childList: true, subtree: true, characterData: true});
})();
