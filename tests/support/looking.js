// What a test asks a page: what is cut off, and what the keyboard reaches.
window.looking = (() => {
  const USED = "a[href], button, input, select, textarea, summary, [contenteditable]";

  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const told = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const scope = () => document.querySelector("dialog:modal") || document.body;

  // What people use is a stop even if it was taken out of the order; a place that only
  // scripts give the focus to is none.
  const isUsed = (one) => one.matches(USED) && !one.closest("[aria-hidden=true]");

  // One button of a group of radios is reached by Tab, its others by arrows.
  function isStop(one, all) {
    if (one.disabled || one.type === "hidden" || !seen(one)) return false;
    if (one.tabIndex < 0 && !isUsed(one)) return false;
    if (one.type !== "radio") return true;
    const group = all.filter((other) => other.name === one.name && other.form === one.form);
    return one === (group.find((other) => other.checked) || group[0]);
  }

  // What stands before the walk's first step is no part of it.
  const isAhead = (one) =>
    from.contains(one) || from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;

  function stops() {
    const all = [...scope().querySelectorAll(`${USED}, [tabindex]`)];
    return all.filter((one) => isStop(one, all) && isAhead(one));
  }

  // A mark that is drawn when something has the focus, and only then.
  function isMarked(one) {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  }

  function isCovered(one) {
    const box = one.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return true;
    const hit = document.elementFromPoint(x, y);
    return !(hit && (one.contains(hit) || hit.contains(one)));
  }

  // Whether a step leads upwards, or to the left in a line: against how it is read. Of
  // two columns, it is the columns that are compared and not what stands in them.
  function goesBack(from, to) {
    let [one, other] = [from, to];
    while (!one.parentElement.contains(to)) one = one.parentElement;
    while (!other.parentElement.contains(from)) other = other.parentElement;
    const [before, after] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    if (after.bottom <= before.top) return after.left < before.right;
    return after.right <= before.left && after.top < before.bottom;
  }

  let walked = [];
  let from = document.body;

  // From the top of the page, or of its own part, past the bar that all have, if there is
  // a stop in it; or from the top of the dialog that is open over it.
  function begin(whole) {
    const top = scope();
    from = (!whole && top === document.body && document.querySelector("main")) || top;
    if (stops().length === 0) from = top;
    const before = from.getAttribute("tabindex");
    walked = [];
    from.tabIndex = -1;
    from.focus();
    if (before === null) from.removeAttribute("tabindex");
    return stops().length;
  }

  // Whether something has the focus; where nothing has it, the page is at its end.
  function look() {
    const one = document.activeElement;
    if (one === document.body) return false;
    if (walked.at(-1)?.one === one) return true;
    walked.push({ one, marked: isMarked(one), covered: isCovered(one) });
    return true;
  }

  // The walk from the top to the end, told as what is wrong with it.
  function verdict() {
    const wrong = [];
    const reached = walked.map((step) => step.one);
    for (const { one, marked, covered } of walked) {
      if (!marked) wrong.push(`no mark of focus: ${told(one)}`);
      if (covered) wrong.push(`focus that is covered: ${told(one)}`);
    }
    const wanted = stops();
    for (const one of wanted) {
      if (!reached.includes(one)) wrong.push(`out of reach: ${told(one)}`);
    }
    reached.slice(1).forEach((one, index) => {
      if (goesBack(reached[index], one)) wrong.push(`out of order: ${told(one)}`);
    });
    return wrong;
  }

  // Words that are hidden because their place is too small for them.
  function cut() {
    return [...document.body.querySelectorAll("*")]
      .filter((one) => seen(one) && !one.closest(".visually-hidden, option, svg"))
      .filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `cut off: ${told(one)}`);
  }

  // A page scrolls up and down, never to the side; a wide table does so by itself.
  function wide() {
    const page = document.scrollingElement.scrollWidth;
    const zones = [...document.querySelectorAll(".zone, main, dialog[open]")];
    const wrong = zones
      .filter((one) => seen(one) && one.scrollWidth > one.clientWidth + 1)
      .map((one) => `wider than its place: ${told(one)}`);
    return page > innerWidth ? [...wrong, `${page} wide in a window of ${innerWidth}`] : wrong;
  }

  return {
    begin,
    look,
    verdict,
    cut,
    wide,
  };
})();
