// Tells how much time is left, and saves as one goes. Without it the page tells the deadline, and its buttons save.
const form = document.querySelector("[data-attempt]");
const panel = document.querySelector(".time-left");
const SAVE_AFTER = 4000;
let timer;

async function save() {
  const body = new FormData(form);
  body.set("do", "save");
  body.set("quietly", "1");
  try {
    await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
  } catch { /* A broken line: the buttons still save. */ }
}
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(save, SAVE_AFTER);
});
form.addEventListener("submit", () => clearTimeout(timer));

if (panel) {
  const end = performance.now() + panel.dataset.seconds * 1000;
  const words = panel.querySelector("strong");
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    const minutes = Math.ceil(left / 60);
    const text = left <= 0 ? panel.dataset.over : left < 60 ? panel.dataset.last : panel.dataset.left.replace("{minutes}", minutes);
    // A status that changed each minute would be read out each minute: only what warns is.
    panel.firstElementChild.setAttribute("aria-live", minutes === 5 || left < 60 ? "polite" : "off");
    if (words.textContent !== text) words.textContent = text;
    panel.classList.toggle("wrong", left < 300);
    if (left === 3) save();
    if (left <= 0) clearInterval(ticking);
  };
  const ticking = setInterval(tick, 1000);
  tick();
}
