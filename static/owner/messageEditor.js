// Shows the message while its words are typed, and inserts the names in braces. Without it: Look again.
export default function messageEditor(form) {
  const words = form.elements.words
  const preview = form.querySelector("[data-part=preview]")
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
    words.focus()
    words.setRangeText(name, words.selectionStart, words.selectionEnd, "end")
    words.dispatchEvent(new Event("input", { bubbles: true }))
  }

  words.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => ask().catch(() => preview.classList.add("old")), 250)
  })
  for (const button of form.querySelectorAll("[data-insert]")) {
    button.hidden = false
    button.addEventListener("click", () => insert(button.dataset.insert))
  }
  form.querySelector("[data-look]").hidden = true
}
