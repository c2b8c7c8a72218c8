// Shows today first where the grid is wider than the screen, and keeps its place when it is drawn anew.
export default function diaryScroll(element) {
  let place = null

  const grid = () => element.querySelector(".gridw")

  const toToday = () => {
    const today = element.querySelector(".dhead.is-today")
    const hours = element.querySelector(".corner")
    if (!today || !hours) return
    const [day, side] = [today.getBoundingClientRect(), hours.getBoundingClientRect()]
    const isRtl = document.documentElement.dir === "rtl"
    grid().scrollLeft += isRtl ? day.right - side.left : day.left - side.right
  }

  element.addEventListener("scroll", ({ target }) => target === grid() && (place = target.scrollLeft), true)
  new MutationObserver(() => place !== null && grid() && (grid().scrollLeft = place)).observe(element, { childList: true })
  toToday()
}
