// Opens the browser's print window. Without it, the page says where Print is.
export default function printPage(button) {
  button.addEventListener("click", () => print())
  button.hidden = false
}
