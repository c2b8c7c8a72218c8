// Adds without leaving the page: one form, or the forms of a list. A refusal is said in its words.
export default function addToCart(element) {
  const say = (words) => document.dispatchEvent(new CustomEvent("said", { detail: words }))

  element.addEventListener("submit", async (event) => {
    const form = event.target
    const button = event.submitter ?? form.querySelector("button")
    event.preventDefault()
    if (form.dataset.busy) return
    form.dataset.busy = "yes"
    button?.setAttribute("aria-disabled", "true")
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      })
      const told = await answer.json()
      if (answer.ok) document.dispatchEvent(new CustomEvent("cart", { detail: told }))
      say(answer.ok ? element.dataset.said : (told.detail ?? element.dataset.failed))
    } catch {
      say(element.dataset.failed)
    } finally {
      delete form.dataset.busy
      button?.removeAttribute("aria-disabled")
    }
  })
}
