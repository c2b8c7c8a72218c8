// Changes the cart in place: the number at once, the rest as the server answers, and back on failure.
export default function cartPage(element) {
  const say = (words) => document.dispatchEvent(new CustomEvent("said", { detail: words }))
  let turn = 0

  const replace = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const fresh = page.getElementById(element.id)
    if (!answer.ok || !fresh) throw new Error("no cart")
    element.replaceChildren(...fresh.childNodes)
    const drawn = document.querySelector("symbol")?.parentNode
    for (const symbol of page.querySelectorAll("symbol")) {
      if (drawn && !document.getElementById(symbol.id)) drawn.append(document.importNode(symbol, true))
    }
  }
  const focusAgain = (key, by) => {
    const field = [...element.querySelectorAll("[name=key]")].find((each) => each.value === key)
    const buttons = field?.form.querySelectorAll("button") ?? []
    const same = [...buttons].find((button) => button.dataset.by === by) ?? buttons[0]
    ;(same ?? element.querySelector("main"))?.focus({ preventScroll: Boolean(same) })
  }

  element.addEventListener("submit", async (event) => {
    const form = event.target
    const button = event.submitter
    if (!button || button.name !== "quantity") return
    event.preventDefault()
    const mine = ++turn
    const output = form.querySelector("output")
    const before = output?.textContent
    const data = new FormData(form)
    data.set("quantity", button.value)
    if (output) output.textContent = Number(button.value).toLocaleString(document.documentElement.lang)
    try {
      const answer = await fetch(form.action, { method: "POST", body: data })
      if (mine !== turn) return
      await replace(answer)
      focusAgain(data.get("key"), button.dataset.by)
    } catch {
      if (output) output.textContent = before
      say(element.dataset.failed)
    }
  })
}
