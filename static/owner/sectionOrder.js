// Moves sections in place, by their buttons or by dragging. Without it, each button loads the page.
export default function sectionOrder(list) {
  let saving = Promise.resolve()
  const rows = () => [...list.children]

  const settle = () => rows().forEach((row, place, all) => {
    const [up, down] = row.querySelectorAll("[data-move]")
    up.value = place
    down.value = place + 2
    up.disabled = place === 0
    down.disabled = place === all.length - 1
  })

  const announce = (row, place) => {
    const values = { name: row.dataset.name, place, count: rows().length }
    document.getElementById("say").textContent = list.dataset.moved.replace(/\{(\w+)\}/g, (_, key) => values[key])
  }

  // One after the other, so that the last place sent is the one that is kept.
  const keep = (row) => {
    const place = rows().indexOf(row) + 1
    const form = row.querySelector("[data-place]")
    const body = new FormData(form)
    body.set("place", place)
    settle()
    announce(row, place)
    saving = saving
      .then(() => fetch(form.action, { method: "POST", body }))
      .then((answer) => {
        if (!answer.ok) throw new Error("not kept")
        document.getElementById("preview")?.contentWindow.location.reload()
      })
      .catch(() => location.reload())
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]")
    if (!button) return
    event.preventDefault()
    const row = button.closest("li")
    button.dataset.move === "up" ? row.previousElementSibling.before(row) : row.nextElementSibling.after(row)
    keep(row)
    const next = button.disabled ? row.querySelector("[data-move]:not([disabled])") : button
    next.focus()
  })

  let dragged = null
  for (const row of rows()) {
    row.querySelector("[data-grip]").addEventListener("mousedown", () => { row.draggable = true })
    row.addEventListener("dragstart", (event) => {
      dragged = row
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setData("text/plain", row.dataset.name)
    })
    row.addEventListener("dragend", () => {
      row.draggable = false
      if (dragged) keep(dragged)
      dragged = null
    })
  }
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li")
    if (!dragged || !over) return
    event.preventDefault()
    const box = over.getBoundingClientRect()
    if (over !== dragged) event.clientY < box.top + box.height / 2 ? over.before(dragged) : over.after(dragged)
  })
}
