// Saves what an assurer types of a review a moment after they stop. Without this file the page's buttons do the same.
const form = document.querySelector("form[data-autosave]");
const status = document.getElementById("autosave-status");

if (form && status) {
  const PAUSE = 1200; // milliseconds without a key
  let timer = 0;
  let changed = new Set();

  const save = async () => {
    const body = new URLSearchParams({ _csrf: form.elements._csrf.value });
    const sent = changed;
    changed = new Set();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && sent.has(name.slice(2)) && "ota".includes(name[0])) body.append(name, value);
    }
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      status.textContent = form.dataset.saved;
    } catch {
      for (const code of sent) changed.add(code);
      status.textContent = form.dataset.unsaved;
    }
  };

  form.addEventListener("input", (event) => {
    const name = event.target.name || "";
    if (!/^[ota]-/.test(name)) return;
    changed.add(name.slice(2));
    status.textContent = form.dataset.saving;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
