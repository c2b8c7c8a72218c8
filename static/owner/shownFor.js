// Shows an element only while a control of its form has one of some values. Without it, the element is always there.
export default function shownFor(element) {
  const form = element.closest("form")
  const values = element.dataset.values.split(" ")
  const show = () => {
    const control = form.elements[element.dataset.by]
    if (control) element.hidden = !values.includes(control.value)
  }

  form.addEventListener("change", show)
  show()
}
