// Suggests organisations while one types. Without it the server asks back where a name leaves a doubt.
for (const input of document.querySelectorAll("input[data-suggestions]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}_suggestions`;
  input.after(list);
  input.setAttribute("list", list.id);
  let timer, asked = "", running;

  const suggest = async () => {
    const text = input.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal: running.signal });
      if (!answer.ok) return;
      const { suggestions } = await answer.json();
      list.replaceChildren(...suggestions.map(({ label, also }) => new Option(also ? `${also}: ${label}` : label, label)));
    } catch { /* A slow or broken line: typing goes on. */ }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, 200);
  });
}
