// Starts each behaviour on the elements that name it in `data-behavior`. Pages work without this file.
for (const element of document.querySelectorAll("[data-behavior]")) {
  for (const name of element.dataset.behavior.split(" ")) behaviors[name]?.(element)
}
