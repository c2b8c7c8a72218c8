// Shows a message while its words are typed, and inserts names in braces where one types. Without it: Look again.
export default function messageEditor(form) {
  const preview = form.querySelector("[data-part=preview]")
  const fields = [...form.querySelectorAll("textarea, input[type=text]")]
  let current = fields[0]
  let waiting = 0
  let asked = 0

  const ask = async () => {
    const number = ++asked
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) })
    if (number !== asked) return
    preview.classList.toggle("old", !answer.ok)
    if (answer.ok) preview.innerHTML = (await answer.json()).shown
  }

  const insert = (name) => {
    current.focus()
    current.setRangeText(name, current.selectionStart, current.selectionEnd, "end")
    current.dispatchEvent(new Event("input", { bubbles: true }))
  }

  for (const field of fields) {
    field.addEventListener("focus", () => { current = field })
    field.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => ask().catch(() => preview.classList.add("old")), 250)
    })
  }
  for (const button of form.querySelectorAll("[data-insert]")) {
    button.hidden = false
    button.addEventListener("click", () => insert(button.dataset.insert))
  }
  form.querySelector("[data-look]").hidden = true
}
