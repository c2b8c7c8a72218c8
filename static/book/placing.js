// Sends a form once, however often its button is pressed, and says that it is under way.
export default function placing(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = "yes"
    const button = event.submitter
    if (!button) return
    // What the button says is read when the form is sent, so it changes a moment later.
    setTimeout(() => {
      button.setAttribute("aria-disabled", "true")
      button.textContent = form.dataset.busy
    })
  })
  // Back from the next page: it may be sent again, and is told which booking it was.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload())
}
