// Opens a dialog where its links would load a page, and closes it by button, Esc or a tap beside it.
export default function sheet(dialog) {
  if (!dialog.showModal) return
  for (const link of document.querySelectorAll(`[data-opens="${dialog.id}"]`)) {
    link.addEventListener("click", (event) => {
      event.preventDefault()
      dialog.showModal()
    })
  }
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close()
  })
}
