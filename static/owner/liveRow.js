// Saves a row of the list as soon as something in it changes. Without it, each form of the row loads the page.
export default function liveRow(row) {
  let waiting = Promise.resolve()
  const say = (words) => { document.getElementById("say").textContent = words }

  // What is being typed by now is carried over into the new row.
  const take = (next) => {
    const here = document.activeElement
    const typed = row.contains(here) && { name: here.name, value: here.value, changed: here.value !== here.defaultValue }
    const tick = next.querySelector("[name=ids]")
    tick.checked = row.querySelector("[name=ids]").checked
    row.replaceWith(next)
    next.dispatchEvent(new Event("arrived", { bubbles: true }))
    const field = typed && typed.name && next.querySelector(`[name="${typed.name}"]`)
    if (!field) return
    if (typed.changed && field.type !== "checkbox") field.value = typed.value
    field.focus()
  }

  const send = async (form, button) => {
    const body = new FormData(form)
    if (button?.name) body.set(button.name, button.value)
    row.setAttribute("aria-busy", "true")
    const answer = await fetch(form.action, { method: "POST", body })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const next = page.getElementById(row.id)
    const note = next?.querySelector(".em") || page.querySelector("main .note")
    if (note) say(note.textContent.trim())
    next ? take(next) : location.reload()
  }

  const save = (form, button) => {
    waiting = waiting.then(() => send(form, button)).catch(() => {
      row.removeAttribute("aria-busy")
      form.submit()
    })
  }

  for (const form of row.querySelectorAll("[data-live]")) {
    form.addEventListener("change", () => save(form))
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      // Enter in a field has its change saved already.
      if (event.submitter?.name) save(form, event.submitter)
      else document.activeElement.blur()
    })
  }
}
