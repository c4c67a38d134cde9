// Tells the platform which stretches of a recording were seen, so that the reader can go on where they stopped.
const EVERY = 15;
const form = document.querySelector("form.watched");
const video = form.parentElement.querySelector("video");
const unsent = [];
let from = null;
let to = 0;
let isSending = false;

async function send() {
  if (isSending) return;
  isSending = true;
  while (unsent.length) {
    const body = new FormData(form);
    for (const [name, value] of Object.entries(unsent[0])) body.set(name, value);
    try {
      const answer = await fetch(form.action, { method: "POST", body, keepalive: true });
      if (answer.status >= 500) break;
    } catch {
      break;
    }
    unsent.shift();
  }
  isSending = false;
}

function keep() {
  const [start, end] = [Math.floor(from ?? 0), Math.floor(to)];
  if (from !== null && end > start) unsent.push({ start, end, length: Math.floor(video.duration || 0) });
  from = null;
  send();
}

video.addEventListener("timeupdate", () => {
  const now = video.currentTime;
  if (video.seeking || video.paused) return;
  if (from !== null && Math.abs(now - to) > 3) keep();
  from ??= now;
  to = now;
  if (to - from >= EVERY) {
    keep();
    from = now;
  }
});
video.addEventListener("seeking", keep);
video.addEventListener("pause", keep);
video.addEventListener("ended", () => {
  to = video.duration;
  keep();
});
addEventListener("pagehide", keep);
