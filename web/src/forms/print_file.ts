// Prints a file of the server: the official form's own bytes, not the page around it. The browser's viewer opens it in a
// frame nobody sees, and its dialog opens once; a browser without a viewer (a phone) is given the file instead.
let frame: HTMLIFrameElement | null = null;

export function printFile(download: string, shown: string) {
  frame?.remove();
  if (!navigator.pdfViewerEnabled) return location.assign(download);
  const sheet = (frame = document.createElement("iframe"));
  // A frame without a place is not laid out, and prints empty.
  Object.assign(sheet.style, { position: "fixed", right: "0", bottom: "0", width: "1px", height: "1px", border: "0", visibility: "hidden" });
  sheet.setAttribute("aria-hidden", "true");
  sheet.tabIndex = -1;
  sheet.onload = () => {
    try {
      sheet.contentWindow?.focus();
      sheet.contentWindow?.print();
    } catch {
      window.open(shown); // Firefox keeps its viewer apart from the page: there it prints from a tab of its own
    }
  };
  sheet.src = shown;
  document.body.append(sheet);
}
