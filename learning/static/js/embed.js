// Loads another host's player in the page, once the reader has asked for it. Without it, the link leads there.
for (const figure of document.querySelectorAll("[data-player]")) {
  figure.querySelector("a").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = figure.dataset.player;
    frame.title = figure.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    event.currentTarget.parentElement.replaceWith(frame);
    frame.focus();
  });
}
