// Opens a new booking at the quarter of an hour that was clicked. Without it, at the full hour.
export default function diaryNew(element) {
  const QUARTERS = 4
  const MINUTES = 15

  const quarter = (cell, y) => {
    const box = cell.getBoundingClientRect()
    const part = Math.floor(((y - box.top) / box.height) * QUARTERS)
    return Math.min(QUARTERS - 1, Math.max(0, part)) * MINUTES
  }

  element.addEventListener("click", (event) => {
    const cell = event.target.closest(".cell")
    if (!cell || !event.clientY) return
    const start = new Date(new Date(cell.dataset.start).getTime() + quarter(cell, event.clientY) * 60000)
    const address = new URL(cell.href)
    address.searchParams.set("start", start.toISOString())
    cell.href = address.href
  })
}
