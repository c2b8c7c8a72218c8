// Says that nothing is saved yet, and asks before it is lost by leaving. A link with data-undo means to lose it.
export default function unsaved(form) {
  let typed = false
  const note = form.querySelector("[data-unsaved]")
  form.addEventListener("input", () => {
    typed = true
    note.hidden = false
  })
  form.addEventListener("submit", () => { typed = false })
  form.querySelector("[data-undo]")?.addEventListener("click", () => { typed = false })
  addEventListener("beforeunload", (event) => {
    if (!typed) return
    event.preventDefault()
    event.returnValue = ""
  })
}
