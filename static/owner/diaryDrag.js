// Drags a booking to another time or calendar with the mouse or a pen; then the move is asked for (diaryMove).
// Without it, and on touch screens, a booking's page has "Move". Alt drops on 5 minutes, otherwise it is 15.
export default function diaryDrag(element) {
  const FAR = 6
  const EDGE = 48
  const STEP = 16
  let held = null

  const say = new Intl.DateTimeFormat(element.dataset.locale, {
    timeStyle: "short",
    timeZone: element.dataset.zone,
  })

  // The hour under the top edge of what is dragged, and the minutes into it.
  const target = (event) => {
    const y = event.clientY - held.grab + 1
    const cell = document.elementsFromPoint(event.clientX, y).find((node) => node.matches(".cell"))
    if (!cell || !element.contains(cell)) return null
    const box = cell.getBoundingClientRect()
    const step = event.altKey ? 5 : 15
    const minutes = Math.round((((y - box.top) / box.height) * 60) / step) * step
    return { column: cell.parentElement, start: new Date(Date.parse(cell.dataset.start) + minutes * 60000) }
  }

  const lift = () => {
    const box = held.moved.getBoundingClientRect()
    held.ghost = held.moved.cloneNode(true)
    held.ghost.removeAttribute("id")
    held.ghost.classList.add("ghost")
    Object.assign(held.ghost.style, { width: `${box.width}px`, height: `${box.height}px`, insetInlineStart: "auto" })
    document.body.append(held.ghost)
    held.moved.classList.add("is-lifted")
  }

  const mark = (column) => {
    element.querySelector(".is-target")?.classList.remove("is-target")
    column?.classList.add("is-target")
  }

  // What lies beyond the screen comes nearer at its edges.
  const scroll = (event) => {
    if (event.clientY > innerHeight - EDGE) scrollBy(0, STEP)
    if (event.clientY < EDGE) scrollBy(0, -STEP)
  }

  const follow = (event) => {
    const there = target(event)
    held.ghost.style.left = `${event.clientX - held.across}px`
    held.ghost.style.top = `${event.clientY - held.grab}px`
    held.ghost.querySelector(".at").textContent = there ? say.format(there.start) : "–"
    mark(there?.column)
    return there
  }

  const end = () => {
    held?.ghost?.remove()
    held?.moved.classList.remove("is-lifted")
    mark(null)
    held = null
  }

  // The click that ends a drag opens nothing.
  const swallow = (event) => {
    event.preventDefault()
    event.stopPropagation()
  }

  const drop = (event) => {
    const there = follow(event)
    const { moved } = held
    addEventListener("click", swallow, { capture: true, once: true })
    setTimeout(() => removeEventListener("click", swallow, { capture: true }))
    end()
    if (!there) return
    const address = new URL(moved.dataset.move, location.href)
    address.searchParams.set("start", there.start.toISOString())
    const { calendar } = there.column.dataset
    if (calendar) address.searchParams.set("calendar", calendar)
    element.dispatchEvent(new CustomEvent("movewanted", { detail: { href: address.href, id: moved.id } }))
  }

  element.addEventListener("pointerdown", (event) => {
    const moved = event.target.closest("[data-move]")
    if (!moved || event.button || event.pointerType === "touch") return
    const box = moved.getBoundingClientRect()
    held = { moved, x: event.clientX, y: event.clientY, across: event.clientX - box.left, grab: event.clientY - box.top }
  })
  element.addEventListener("dragstart", (event) => event.target.closest?.("[data-move]") && event.preventDefault())

  addEventListener("pointermove", (event) => {
    if (!held) return
    const moved = Math.hypot(event.clientX - held.x, event.clientY - held.y)
    if (!held.ghost && moved < FAR) return
    if (!held.ghost) lift()
    event.preventDefault()
    scroll(event)
    follow(event)
  })
  addEventListener("pointerup", (event) => (held?.ghost ? drop(event) : end()))
  addEventListener("pointercancel", end)
  addEventListener("keydown", (event) => event.key === "Escape" && end())
}
