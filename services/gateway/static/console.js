// The console's keys and focus. Everything works without them by links and forms.
const zones = document.querySelector(".zones");
const announcer = document.getElementById("announcer");
const keys = document.getElementById("keys");

const links = () => [...document.querySelectorAll(".to-ticket")];
const shown = () => document.querySelector("article.ticket");
const say = (words) => { announcer.textContent = words; };

// Shortcuts of one key: off where somebody types, and off for who switched them off.
const typing = (place) => place.closest("input, textarea, select, dialog, [contenteditable]");

function step(by) {
  const all = links();
  const at = all.findIndex((one) => one === document.activeElement);
  const from = at < 0 ? all.findIndex((one) => one.hasAttribute("aria-current")) : at;
  const next = all[Math.min(Math.max(from + by, 0), all.length - 1)];
  if (next) next.focus();
}

function compose(name) {
  const form = document.getElementById(name);
  if (!form) return;
  form.closest("details").open = true;
  form.querySelector("textarea").focus();
}

const acts = {
  j: () => step(1),
  k: () => step(-1),
  r: () => compose("reply"),
  n: () => compose("note"),
  "/": () => document.getElementById("search").focus(),
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (zones.dataset.shortcuts !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = acts[event.key];
  if (!act || typing(event.target)) return;
  event.preventDefault();
  act();
});

// What was swapped in by somebody's own act gets the focus, and is said.
document.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  dress(target);
  if (target.id === "queue") {
    const here = target.querySelector(".tabs [aria-current]");
    if (here) here.focus();
    say(`${target.querySelector("#list-title").textContent}: ${links().length} tickets`);
  }
  if (target.id === "ticket" && shown()) {
    document.body.classList.add("has-ticket");
    const id = shown().dataset.ticket;
    for (const link of links()) {
      if (link.id === `to-${id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    target.scrollTop = 0;
    (target.querySelector("[data-focus]") || target.querySelector("#ticket-title")).focus();
    const flash = target.querySelector(".flash");
    if (flash) say(flash.textContent);
    document.dispatchEvent(new Event("caretaker:acted"));
  }
});

for (const problem of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(problem, () => {
    say("That did not work. Nothing was changed; please try again.");
    const place = document.getElementById("trouble");
    if (place) place.hidden = false;
  });
}

// A preview of Markdown, made by the server that will show it.
function dress(root) {
  for (const button of root.querySelectorAll("[data-preview]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const form = button.closest("form");
      const place = form.querySelector(".preview");
      const sent = new FormData(form);
      const body = new URLSearchParams({ csrf: sent.get("csrf"), text: sent.get("text") });
      const answer = await fetch(button.dataset.preview, { method: "POST", body });
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
      place.hidden = false;
    });
  }
}

dress(document);
document.querySelector("[data-focus]")?.focus();
