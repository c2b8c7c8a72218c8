// Adds, moves and removes rows in place. Without it, the same buttons send the form and nothing is lost.
export default function rowLists(form) {
  const listOf = (name) => form.querySelector(`[data-rows="${name}"]`)
  const say = (words) => { document.getElementById("say").textContent = words }
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, key) => values[key])

  const number = (element, name, place) => {
    for (const attribute of ["id", "for", "name", "aria-describedby"]) {
      const value = element.getAttribute(attribute)
      if (value) element.setAttribute(attribute, value.replace(new RegExp(`(^|\\s)${name}-(?:\\d+|__n__)(?=-|$)`, "g"), `$1${name}-${place}`))
    }
    if (element.dataset.move) {
      element.value = element.value.replace(/(\d+|__n__)$/, place)
      element.setAttribute("aria-label", element.dataset.label.replace("__k__", place + 1))
    }
    if (element.dataset.words) element.textContent = element.dataset.words.replace("__k__", place + 1)
  }

  const settle = (list) => {
    const rows = [...list.children]
    rows.forEach((row, place) => {
      for (const element of [row, ...row.querySelectorAll("*")]) number(element, list.dataset.rows, place)
      row.querySelector("[data-move=up]").disabled = place === 0
      row.querySelector("[data-move=down]").disabled = place === rows.length - 1
    })
    const empty = form.querySelector(`[data-empty="${list.dataset.rows}"]`)
    if (empty) empty.hidden = rows.length > 0
    form.dispatchEvent(new Event("input"))
  }

  const move = (button, row, list) => {
    const up = button.dataset.move === "up"
    up ? row.previousElementSibling.before(row) : row.nextElementSibling.after(row)
    settle(list)
    const next = button.disabled ? row.querySelector("[data-move]:not([disabled])") : button
    next.focus()
    say(filled(list.dataset.moved, { place: [...list.children].indexOf(row) + 1, count: list.children.length }))
  }

  const remove = (row, list) => {
    const neighbour = row.nextElementSibling || row.previousElementSibling
    row.remove()
    settle(list)
    const next = neighbour?.querySelector("[data-move=remove]") || form.querySelector(`[data-add="${list.dataset.rows}"]`)
    next?.focus()
    say(list.dataset.removed)
  }

  const add = (name) => {
    const list = listOf(name)
    list.append(form.querySelector(`[data-blank="${name}"]`).content.cloneNode(true))
    settle(list)
    list.lastElementChild.querySelector("input, textarea").focus()
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move], [data-add]")
    if (!button) return
    event.preventDefault()
    if (button.dataset.add) return add(button.dataset.add)
    const row = button.closest("li")
    button.dataset.move === "remove" ? remove(row, row.parentElement) : move(button, row, row.parentElement)
  })
}
