/**
 * A text of the caller, such as a shell command, escaped so that Terraform does not take `${HOME}` or `%{` for a template
 * of its own. Tokens stay tokens.
 */
export function literal(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, () => "$${").replace(/%\{/g, "%%{");
}
