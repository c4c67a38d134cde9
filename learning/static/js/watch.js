// Tells the platform which stretches of a recording were seen, so that the reader can go on where they stopped.
const EVERY = 15;

for (const form of document.querySelectorAll("form.watched")) follow(form, form.parentElement.querySelector("[data-media]"));

function follow(form, media) {
  const unsent = [];
  let from = null;
  let to = 0;
  let isSending = false;

  const send = async () => {
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
  };

  // Whole seconds that were seen to their end: never more than there was time for.
  const keep = () => {
    const [start, end] = [Math.ceil(from ?? 0), Math.floor(to)];
    if (from !== null && end > start) unsent.push({ start, end, length: Math.floor(media.duration || 0) });
    from = null;
    send();
  };

  media.addEventListener("timeupdate", () => {
    const now = media.currentTime;
    if (media.seeking || media.paused) return;
    if (from !== null && Math.abs(now - to) > 3) keep();
    from ??= now < 1 ? 0 : now;
    to = now;
    if (to - from >= EVERY) {
      keep();
      from = Math.floor(to);
    }
  });
  media.addEventListener("seeking", keep);
  media.addEventListener("pause", keep);
  media.addEventListener("ended", () => {
    to = media.duration;
    keep();
  });
  addEventListener("pagehide", keep);
}
