// Adds without leaving the page; a refusal or a lost connection is said, and nothing is pretended.
// It stands on a form, or on a list whose forms may still come.
export default function addToCart(element) {
  const say = (words) => document.dispatchEvent(new CustomEvent("said", { detail: words }))

  element.addEventListener("submit", async (event) => {
    const form = event.target
    if (event.defaultPrevented) return
    event.preventDefault()
    if (form.dataset.busy) return
    form.dataset.busy = "yes"
    const data = new FormData(form)
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
      })
      const told = await answer.json()
      if (!answer.ok) return say(told.detail)
      document.dispatchEvent(new CustomEvent("cart", { detail: told }))
      if (element.dataset.said) say(element.dataset.said)
    } catch {
      form.submit()
    } finally {
      delete form.dataset.busy
    }
  })
}
