// Puts words on the clipboard. Shown only where the browser allows it.
export default function copy(button) {
  if (!navigator.clipboard) return
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    document.dispatchEvent(new CustomEvent("said", { detail: button.dataset.said }))
  })
}
