// The editor of one's own SQL: colours, Shift-Enter to run, a button that formats.
"use strict";

const input = document.querySelector("textarea#sql-editor");
const formatButton = document.querySelector("button#sql-format");
if (input) {
  const editor = CodeMirror.fromTextArea(input, { lineNumbers: true, mode: "text/x-sql", lineWrapping: true });
  editor.setOption("extraKeys", { "Shift-Enter": () => input.form.submit(), Tab: false });
  editor.getInputField().setAttribute("aria-label", input.getAttribute("aria-label"));
  if (formatButton) {
    formatButton.hidden = false;
    formatButton.addEventListener("click", () => editor.setValue(sqlFormatter.format(editor.getValue())));
  }
}
