// Keys for the triage board. Without this file every link and button does the same. They can be turned off (WCAG 2.1.4),
// and do nothing in a field or beside Ctrl, Alt or Meta.
const list = document.getElementById("shortcuts");
const turn = document.getElementById("shortcuts-switch");
const KEPT = "ispdesk-shortcuts";

const kept = () => {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing: they are on
  }
};

if (list && turn) {
  let on = kept() !== "off";
  const say = () => (turn.textContent = on ? list.dataset.off : list.dataset.on);
  const boxes = () =>
    [...document.querySelectorAll("tr[data-isp] input[type=checkbox]")].filter((box) => box.offsetParent);
  const row = (box) => box.closest("tr");
  let here = null;

  const go = (by) => {
    const all = boxes();
    if (!all.length) return;
    const at = all.indexOf(here && all.includes(here) ? here : null);
    here = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    here.focus();
    row(here).scrollIntoView({ block: "nearest" });
  };
  const typing = (it) =>
    it.isContentEditable || it.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");

  const claim = () => {
    if (here && !boxes().some((box) => box.checked)) here.checked = true;
    const word = document.getElementById("independent");
    (word.checked ? document.querySelector("button[name=act][value=claim]") : word).focus();
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => here && here.click(),
    c: claim,
    "/": () => document.querySelector("#filters a, #filters").focus(),
    "?": () => {
      list.open = !list.open;
      list.querySelector("summary").focus();
    },
  };

  list.hidden = false;
  say();
  turn.addEventListener("click", () => {
    on = !on;
    try {
      localStorage.setItem(KEPT, on ? "on" : "off");
    } catch {
      // it holds for this page
    }
    say();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("tr[data-isp] input[type=checkbox]")) here = event.target;
  });
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
