// What pages gain with script: evidence and coded form light up together, days are chosen by dragging.
// Without it every page is whole.

const marks = [...document.querySelectorAll("mark[data-claims]")];
const forms = [...document.querySelectorAll("[data-claim]")];

function light(ids) {
  for (const mark of marks) mark.classList.toggle("on", mark.dataset.claims.split(" ").some((id) => ids.includes(id)));
  for (const form of forms) form.classList.toggle("on", ids.includes(form.dataset.claim));
}

function within(box, element) {
  const frame = box.getBoundingClientRect(), place = element.getBoundingClientRect();
  return place.top >= frame.top && place.bottom <= frame.bottom;
}

function show(form) {
  const box = form?.closest(".coded");
  if (box && box.scrollHeight > box.clientHeight && !within(box, form)) box.scrollTop = form.offsetTop - box.offsetTop - 40;
}

for (const mark of marks) {
  const ids = mark.dataset.claims.split(" ");
  mark.addEventListener("pointerenter", () => {
    light(ids);
    show(forms.find((one) => ids.includes(one.dataset.claim)));
  });
  mark.addEventListener("pointerleave", () => light([]));
}
for (const form of forms) {
  const ids = [form.dataset.claim];
  form.addEventListener("pointerenter", () => light(ids));
  form.addEventListener("pointerleave", () => light([]));
  form.addEventListener("focusin", () => light(ids));
}

// Who comes to the words of a claim finds its coded form beside them.
function arrive() {
  const form = forms.find((one) => location.hash && one.querySelector("a.to-words")?.hash === location.hash);
  if (form) { light([form.dataset.claim]); show(form); }
}
addEventListener("hashchange", arrive);
arrive();

// Days by dragging over the timeline: the form beside it is filled in and sent.
for (const svg of document.querySelectorAll(".timeline svg")) {
  const form = document.querySelector("form.brush");
  if (!form) continue;
  const first = Date.parse(svg.dataset.first), days = Math.round((Date.parse(svg.dataset.last) - first) / 864e5) + 1;
  const drag = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  drag.setAttribute("class", "drag");
  drag.setAttribute("height", "112");
  const share = (event) => {
    const frame = svg.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - frame.left) / frame.width));
  };
  const day = (part) => new Date(first + Math.min(days - 1, Math.floor(part * days)) * 864e5).toISOString().slice(0, 10);
  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    from = share(event);
    svg.setPointerCapture(event.pointerId);
    svg.append(drag);
    drag.setAttribute("width", "0");
  });
  svg.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = share(event);
    drag.setAttribute("x", String(Math.min(from, to) * 1000));
    drag.setAttribute("width", String(Math.abs(to - from) * 1000));
  });
  svg.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const to = share(event), ends = [Math.min(from, to), Math.max(from, to)];
    from = null;
    form.elements.since.value = day(ends[0]);
    form.elements.until.value = day(ends[1]);
    form.requestSubmit();
  });
}

// Keys: whatever is marked with one is pressed, followed or entered; never while a field is being typed in.
const typing = (element) => element.matches("input, select, textarea, [contenteditable]");
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(document.activeElement)) { document.activeElement.blur(); return; }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    document.querySelector("#correct button[value=correct]")?.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && document.activeElement?.id === "why") {
    event.preventDefault();
    document.querySelector("button[value=reject]").click();
    return;
  }
  if (typing(event.target) || (event.key === "Enter" && event.target.closest("a, button, summary"))) return;
  if (event.key === "/") { event.preventDefault(); document.getElementById("find").focus(); return; }
  const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!marked || marked.disabled) return;
  event.preventDefault();
  if (typing(marked)) marked.focus(); else marked.click();
});

// The words under review are brought into sight; entries are offered for what is typed.
document.getElementById("words")?.scrollIntoView({ block: "center", behavior: "instant" });
for (const input of document.querySelectorAll("input[data-suggest][list]")) {
  const list = document.getElementById(input.getAttribute("list"));
  if (!list) continue;
  let asked = 0;
  input.addEventListener("input", async () => {
    const mine = ++asked;
    await new Promise((done) => setTimeout(done, 150));
    if (mine !== asked || !input.value.trim()) return;
    const query = new URLSearchParams({ kind: input.dataset.suggest, q: input.value });
    const found = await (await fetch(`/suggest.json?${query}`)).json();
    if (mine !== asked || !Array.isArray(found)) return;
    list.replaceChildren(...found.map(({ id, name }) => new Option(name, id)));
  });
}
