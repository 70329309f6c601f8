// Ctrl-K: a combobox as the ARIA Authoring Practices have it, in a native dialog.
const dialog = document.getElementById("palette");
const input = document.getElementById("palette-words");
const list = document.getElementById("palette-options");
const heard = document.getElementById("palette-heard");
let asked = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");

function pick(option) {
  active()?.setAttribute("aria-selected", "false");
  if (!option) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  option.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function go(option) {
  if (option) window.location.assign(option.dataset.address);
}

async function find() {
  const turn = ++asked;
  const words = new URLSearchParams({ words: input.value });
  const answer = await fetch(`/console/find?${words}`);
  // Only the last question counts: answers may come in another order.
  if (!answer.ok || turn !== asked) return;
  list.innerHTML = await answer.text();
  const count = options().length;
  input.setAttribute("aria-expanded", String(count > 0));
  heard.textContent = count === 1 ? "1 found" : `${count} found`;
  pick(options()[0]);
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    if (dialog.open) return;
    input.value = "";
    dialog.showModal();
    input.focus();
    find();
  }
});

input.addEventListener("input", find);
input.addEventListener("keydown", (event) => {
  const all = options();
  const at = all.indexOf(active());
  if (event.key === "ArrowDown") pick(all[(at + 1) % all.length]);
  else if (event.key === "ArrowUp") pick(all.at(at - 1));
  else if (event.key === "Enter") go(active());
  else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
