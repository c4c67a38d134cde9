// A list is printed whole, not only the page of it that is on the screen. The request is synchronous because the browser
// takes its picture as soon as this listener returns.
addEventListener("beforeprint", () => {
  const more = document.querySelector("[data-whole-list]");
  const rows = document.getElementById("listing-results");
  if (!more || !rows) return;
  const query = new URLSearchParams(location.search);
  query.delete("p");
  query.set("rows", "all");
  const request = new XMLHttpRequest();
  request.open("GET", `${more.dataset.wholeList}?${query}`, false);
  request.send();
  if (request.status === 200) rows.innerHTML = request.responseText;
});
