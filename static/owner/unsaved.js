// Asks before what was typed is lost by leaving the page. A link with data-undo means to lose it.
export default function unsaved(form) {
  let typed = false
  form.addEventListener("input", () => { typed = true })
  form.addEventListener("submit", () => { typed = false })
  form.querySelector("[data-undo]")?.addEventListener("click", () => { typed = false })
  addEventListener("beforeunload", (event) => {
    if (!typed) return
    event.preventDefault()
    event.returnValue = ""
  })
}
