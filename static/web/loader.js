// Starts each behaviour on the elements that name it in `data-behavior`. Pages work without this file.
const start = (elements) => {
  for (const element of elements) {
    for (const name of element.dataset.behavior.split(" ")) behaviors[name]?.(element)
  }
}
start(document.querySelectorAll("[data-behavior]"))
// A part of a page that came later says so.
document.addEventListener("arrived", ({ target }) => {
  start([target, ...target.querySelectorAll("[data-behavior]")].filter((element) => element.dataset.behavior))
})
