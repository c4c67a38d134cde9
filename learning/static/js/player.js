// What the browser's own player lacks: chapters and transcript that lead into it, speed, lighter files. Without it the
// same links open the file at that second, and the browser's own search finds words in the transcript.
const STORE = "speed";

for (const box of document.querySelectorAll(".recording")) {
  const media = box.querySelector("[data-media]");
  const places = [...box.querySelectorAll("[data-at]")];
  const goTo = (second, play = !media.paused) => {
    if (media.readyState) media.currentTime = second;
    else {
      media.addEventListener("loadedmetadata", () => { media.currentTime = second; }, { once: true });
      media.load();
    }
    if (play) media.play();
  };

  for (const place of places) {
    place.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      goTo(Number(place.dataset.at), true);
    });
  }
  media.addEventListener("timeupdate", () => {
    for (const list of [".chapters", ".transcript"]) {
      const own = places.filter((place) => place.closest(list));
      const here = own.findLast((place) => place.dataset.at <= media.currentTime + 0.2);
      for (const place of own) if (place !== here) place.removeAttribute("aria-current");
      here?.setAttribute("aria-current", "true");
    }
  });

  // An address that was signed for minutes has run out: ask for a new one, and go on there.
  let last = 0;
  media.addEventListener("timeupdate", () => { last = media.currentTime || last; });
  media.addEventListener("error", () => {
    if (last && media.error?.code === MediaError.MEDIA_ERR_NETWORK) goTo(last, true);
  });

  const speed = box.querySelector("[data-speed]");
  const choice = speed.querySelector("select");
  speed.hidden = false;
  choice.value = localStorage.getItem(STORE) ?? "1";
  media.defaultPlaybackRate = media.playbackRate = choice.value;
  choice.addEventListener("change", () => {
    media.defaultPlaybackRate = media.playbackRate = choice.value;
    localStorage.setItem(STORE, choice.value);
  });
  media.addEventListener("ratechange", () => {
    if ([...choice.options].some(({ value }) => Number(value) === media.playbackRate)) choice.value = media.playbackRate;
  });

  const lighter = [...box.querySelectorAll("[data-lighter]")];
  const take = (link) => {
    const [second, wasPlaying] = [media.currentTime, !media.paused];
    for (const source of media.querySelectorAll("source")) source.remove();
    media.src = link.href;
    for (const other of lighter) {
      other.hidden = false;
      other.removeAttribute("aria-current");
    }
    link.setAttribute("aria-current", "true");
    if (second || wasPlaying) goTo(second, wasPlaying);
  };
  for (const link of lighter) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      take(link);
    });
  }
  const small = lighter.find((link) => link.dataset.lighter === "small");
  if (small && navigator.connection?.saveData) take(small);

  const form = box.querySelector(".find");
  if (form) findIn(form, box.querySelector(".transcript dl"));
}

// Marks what is looked for; Enter goes from one to the next.
function findIn(form, transcript) {
  const input = form.querySelector("input");
  const told = form.querySelector("output");
  const texts = [...transcript.querySelectorAll("dd")];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let found = [];
  let at = -1;

  const mark = () => {
    const sought = plain(input.value.trim());
    for (const text of texts) if (text.querySelector("mark")) text.textContent = text.textContent;
    found = [];
    at = -1;
    if (sought.length > 1) for (const text of texts) markIn(text, sought);
    told.textContent = sought.length > 1 ? (found.length ? String(found.length) : form.dataset.none) : "";
  };
  const markIn = (text, sought) => {
    const letters = [...text.textContent.normalize("NFC")];
    const folded = letters.map(plain);
    const parts = [];
    let rest = "";
    for (let start = 0; start < letters.length; start += 1) {
      let [end, got] = [start, ""];
      while (got.length < sought.length && end < letters.length) got += folded[end++];
      if (got !== sought) {
        rest += letters[start];
        continue;
      }
      const hit = document.createElement("mark");
      hit.textContent = letters.slice(start, end).join("");
      parts.push(rest, hit);
      found.push(hit);
      rest = "";
      start = end - 1;
    }
    if (parts.length) text.replaceChildren(...parts, rest);
  };
  form.hidden = false;
  input.addEventListener("input", mark);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!found.length) return;
    at = (at + 1) % found.length;
    found[at].scrollIntoView({ block: "center" });
    told.textContent = `${at + 1} / ${found.length}`;
  });
}
