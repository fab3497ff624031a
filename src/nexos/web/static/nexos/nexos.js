// What HTML and CSS cannot do alone. Every page works without it.
(() => {
  const year = 365 * 24 * 3600;
  const remember = (name, value) => {
    document.documentElement.dataset[name] = value;
    document.cookie = `${name}=${value}; path=/; max-age=${year}; samesite=lax`;
  };

  addEventListener("click", (event) => {
    const button = event.target.closest("button");
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    if (!button) return;
    const { theme, density, dismiss } = button.dataset;
    if (theme) remember("theme", theme);
    if (density) remember("density", density);
    if (dismiss !== undefined) button.closest(dismiss || ".toast").remove();
    // Browsers without invoker commands (before 2025).
    if (!("command" in button) && button.hasAttribute("commandfor")) {
      const dialog = document.getElementById(button.getAttribute("commandfor"));
      if (button.getAttribute("command") === "close") dialog.close();
      else dialog.showModal();
    }
  });

  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      const search = document.querySelector("main input[type=search]") ?? document.querySelector("input[type=search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A toast stays at least six seconds, and as long as somebody points at it or is inside it.
  const fade = (toast) =>
    setTimeout(() => (toast.matches(":hover, :focus-within") ? fade(toast) : toast.remove()), 8000);
  document.querySelectorAll(".toast").forEach(fade);

  // A form that was refused: the summary takes the focus, so that it is read first.
  document.querySelector("[data-focus]")?.focus();

  // A refresh that failed says so instead of leaving an old figure looking new.
  const stale = (is) => {
    const notice = document.getElementById("stale");
    if (notice) notice.hidden = !is;
  };
  addEventListener("htmx:sendError", () => stale(true));
  addEventListener("htmx:responseError", () => stale(true));
  addEventListener("htmx:afterOnLoad", (event) => event.detail.successful && stale(false));
})();
