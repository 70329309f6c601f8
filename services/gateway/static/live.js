// What changes elsewhere is shown here without a reload. The stream only says which
// ticket changed; what it looks like now is asked of the server, as always.
const REST = 250;
const address = () => document.querySelector(".list").dataset.address;
const shown = () => document.querySelector("article.ticket");
let waiting = null;
let touched = new Set();

async function fragment(url, target) {
  const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Target": target } });
  if (!answer.ok || answer.status === 204) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Replaces a part of the page by what it is now; focus and ticks stay where they are.
function renew(part, from) {
  const old = document.querySelector(part);
  const now = from.querySelector(part);
  if (!old || !now) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  for (const ticked of old.querySelectorAll("input:checked")) {
    const again = ticked.id && now.querySelector(`#${CSS.escape(ticked.id)}`);
    if (again) again.checked = true;
  }
  old.replaceWith(now);
  htmx.process(now);
  if (focused) document.getElementById(focused)?.focus();
}

async function renewQueue() {
  const from = await fragment(address(), "queue");
  if (!from) return;
  renew(".tabs", from);
  if (document.getElementById("rows") && from.getElementById("rows")) renew("#rows", from);
  else renew("#found", from);
  const id = shown()?.dataset.ticket;
  if (id) document.getElementById(`to-${id}`)?.setAttribute("aria-current", "true");
}

function isChosen(select) {
  const before = [...select.options].find((one) => one.defaultSelected) ?? select.options[0];
  return select.value !== before?.value;
}

const isWriting = (ticket) =>
  [...ticket.querySelectorAll("textarea")].some((one) => one.value.trim()) ||
  [...ticket.querySelectorAll("select")].some(isChosen) ||
  ticket.contains(document.activeElement) && document.activeElement.matches("textarea, select");

async function renewTicket() {
  const ticket = shown();
  const from = await fragment(ticket.dataset.address, "ticket");
  const now = from?.querySelector("article.ticket");
  if (!now || ticket !== shown()) return;
  if (now.dataset.version === ticket.dataset.version) renew(".promises", from);
  else if (isWriting(ticket)) document.getElementById("newer").hidden = false;
  else renew("article.ticket", from);
}

function heard(ticketId) {
  touched.add(ticketId);
  waiting ??= setTimeout(async () => {
    const changed = touched;
    touched = new Set();
    waiting = null;
    await renewQueue();
    if (shown() && changed.has(shown().dataset.ticket)) await renewTicket();
  }, REST);
}

const stream = new EventSource("/console/live");
stream.addEventListener("ticket", (event) => heard(event.data));
// After a gap nobody knows what was missed.
stream.addEventListener("open", () => document.documentElement.dataset.live = "on");
stream.addEventListener("error", () => document.documentElement.dataset.live = "off");
stream.addEventListener("again", () => heard(shown()?.dataset.ticket));
document.addEventListener("caretaker:acted", renewQueue);
setInterval(renewQueue, 60_000); // "in 20 min" grows old
