import { h, setText } from "./dom";

const key = "session-audit-theme";

/** Light or dark: as the system has it, until somebody chooses. */
export function themeButton(changed: () => void): HTMLElement {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = remembered();
  if (chosen) root.dataset.theme = chosen;
  const dark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const button = h("button", { class: "icon theme", type: "button" });
  const show = () => {
    setText(button, dark() ? "☀" : "☾");
    button.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours");
    changed();
  };
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try {
      localStorage.setItem(key, root.dataset.theme);
    } catch {
      // A page from a file may have no storage: then the choice holds until it is closed.
    }
    show();
  });
  system.addEventListener("change", show);
  queueMicrotask(show);
  return button;
}

function remembered(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
