// What htmx leaves to the page: the browser's zone, an empty input after a question, the answer in view, copying.

const turns = document.getElementById("turns");
const text = document.getElementById("text");
const working = document.getElementById("working");

document.addEventListener("htmx:config:request", ({ detail }) => {
  detail.ctx.request.headers["X-Time-Zone"] = Intl.DateTimeFormat().resolvedOptions().timeZone;
});

const isQuestion = ({ ctx }) => ctx.request.method === "POST";

document.addEventListener("htmx:before:request", ({ detail }) => {
  if (!isQuestion(detail)) return;
  working.textContent = working.dataset.working;
  if (detail.ctx.sourceElement.id === "ask") text.value = "";
});

document.addEventListener("htmx:finally:request", ({ detail }) => {
  if (isQuestion(detail)) working.textContent = "";
});

document.addEventListener("htmx:error", ({ detail }) => {
  working.textContent = detail.ctx === undefined ? "" : working.dataset.silent;
});

document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (!isQuestion(detail)) return;
  const wrong = document.querySelector("[aria-invalid]");
  if (wrong !== null && detail.ctx.sourceElement.matches("form.asking")) wrong.focus();
  else standing(detail.ctx.sourceElement)?.scrollIntoView({ block: "start" });
});

// An answer that took the place of what was pressed stands there; any other is the last.
const standing = (pressed) => {
  const turn = pressed.isConnected ? null : pressed.dataset.turn;
  return (turn && document.getElementById(turn)) || turns.lastElementChild;
};

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (button === null) return;
  await navigator.clipboard.writeText(button.closest("figure").querySelector("pre").textContent);
  button.textContent = button.dataset.copy;
});

turns.lastElementChild?.scrollIntoView({ block: "start" });
