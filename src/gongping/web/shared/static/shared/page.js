// What no page needs but some are better with: printing at a click.
for (const link of document.querySelectorAll("[data-print]")) {
  link.addEventListener("click", (event) => {
    if (link.tagName === "A" && new URL(link.href).search !== location.search) {
      sessionStorage.setItem("print", link.href);
      return;
    }
    event.preventDefault();
    window.print();
  });
}
if (sessionStorage.getItem("print") === location.href) {
  sessionStorage.removeItem("print");
  window.print();
}
