// What htmx leaves to the page: the browser's zone, an empty input after a question, the answer in view, what may be typed
// next, which platform is looked at, copying.

const turns = document.getElementById("turns");
const text = document.getElementById("text");
const lines = document.getElementById("lines");
const working = document.getElementById("working");

document.addEventListener("htmx:config:request", ({ detail }) => {
  detail.ctx.request.headers["X-Time-Zone"] = Intl.DateTimeFormat().resolvedOptions().timeZone;
});

const isQuestion = ({ ctx }) => ctx.request.method === "POST";

document.addEventListener("htmx:before:request", ({ detail }) => {
  if (!isQuestion(detail)) return;
  working.textContent = working.dataset.working;
  if (detail.ctx.sourceElement.id !== "ask") return;
  text.value = "";
  propose(false);
});

document.addEventListener("htmx:finally:request", ({ detail }) => {
  if (isQuestion(detail)) working.textContent = "";
});

document.addEventListener("htmx:error", ({ detail }) => {
  working.textContent = detail.ctx === undefined ? "" : working.dataset.silent;
});

document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx.sourceElement === text)
    return propose(document.activeElement === text && text.value !== "" && lines.childElementCount > 0);
  if (!isQuestion(detail)) return;
  const wrong = document.querySelector("[aria-invalid]");
  if (wrong !== null && detail.ctx.sourceElement.matches("form.asking")) return wrong.focus();
  standing(detail.ctx.sourceElement)?.scrollIntoView({ block: "start" });
  // What was pressed may be gone; on a touch screen the keyboard would come up.
  if (document.activeElement === document.body && matchMedia("(hover: hover)").matches)
    text.focus({ preventScroll: true });
});

// An answer that took the place of what was pressed stands there; any other is the last.
const standing = (pressed) => {
  const turn = pressed.isConnected ? null : pressed.dataset.turn;
  return (turn && document.getElementById(turn)) || turns.lastElementChild;
};

// What may be typed next: arrows choose, Enter takes, Escape puts it away.

const chosen = () => lines.querySelector('[aria-selected="true"]');

function propose(isOpen) {
  lines.hidden = !isOpen;
  text.setAttribute("aria-expanded", String(isOpen));
  choose(undefined);
}

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  text.setAttribute("aria-activedescendant", option?.id ?? "");
}

function take(option) {
  text.value = option.dataset.value;
  propose(false);
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

text?.addEventListener("keydown", (event) => {
  const { key } = event;
  if (key === "Escape") {
    if (lines.hidden) text.value = "";
    else event.preventDefault();
    return propose(false);
  }
  if (lines.hidden) return;
  if (key === "Enter" && chosen() !== null) {
    event.preventDefault();
    return take(chosen());
  }
  if (key !== "ArrowDown" && key !== "ArrowUp") return;
  event.preventDefault();
  const [next, end] =
    key === "ArrowDown"
      ? [chosen()?.nextElementSibling, lines.firstElementChild]
      : [chosen()?.previousElementSibling, lines.lastElementChild];
  choose(next ?? end);
});

lines?.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  const option = event.target.closest("[data-value]");
  if (option !== null) take(option);
});

text?.addEventListener("blur", () => propose(false));

document.addEventListener("click", async ({ target }) => {
  const platform = target.closest(".as [aria-pressed]");
  for (const other of platform?.parentElement.children ?? [])
    other.setAttribute("aria-pressed", String(other === platform));
  const button = target.closest("[data-copy]");
  if (button === null) return;
  await navigator.clipboard.writeText(button.closest("figure").querySelector("pre").textContent);
  button.textContent = button.dataset.copy;
});

turns?.lastElementChild?.scrollIntoView({ block: "start" });
