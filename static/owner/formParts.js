// Changes the lists of a long form in place. Without it, the same buttons send the whole form and nothing is lost.
export default function formParts(form) {
  let waiting = Promise.resolve()
  const isSaving = (button) => button.value === "save" || button.value === "another"

  // The server answers with the whole page; only the parts that buttons change are taken from it.
  const take = (page) => {
    for (const part of form.querySelectorAll("[data-part]")) {
      const next = page.getElementById(part.id)
      if (!next) continue
      part.replaceWith(next)
      next.dispatchEvent(new Event("arrived", { bubbles: true }))
    }
  }

  const focus = (act) => {
    const [list, verb, place] = act.split(":")
    const rows = document.getElementById(list)
    const again = form.querySelector(`button[value="${act}"]:not([disabled])`)
    const other = form.querySelector(`button[value^="${list}:"][value$=":${place}"]:not([disabled])`)
    const added = verb === "add" && rows?.querySelector(":scope > li:last-child, ol > li:last-child")
    const first = added && [...added.querySelectorAll("input, textarea")].find((field) => field.type !== "hidden")
    const target = first || (verb === "make" && rows?.querySelector(".variant input.num")) || again || other
    target?.focus()
  }

  const send = async (act) => {
    const body = new FormData(form)
    body.set("act", act)
    const answer = await fetch(form.action, { method: "POST", body })
    if (answer.redirected) return location.assign(answer.url)
    take(new DOMParser().parseFromString(await answer.text(), "text/html"))
    form.dispatchEvent(new Event("input"))
    focus(act)
  }

  const change = (act) => {
    waiting = waiting.then(() => send(act)).catch(() => form.requestSubmit?.())
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=act]")
    if (!button || isSaving(button)) return
    event.preventDefault()
    change(button.value)
  })
  form.addEventListener("ready", () => change("images:kept"))
}
