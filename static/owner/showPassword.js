// Shows the passwords of the form while the box is ticked. Without it the box stays hidden.
export default function showPassword(element) {
  const box = element.querySelector("input")
  const fields = [...element.closest("form").querySelectorAll("[type=password]")]
  const show = () => fields.forEach((field) => (field.type = box.checked ? "text" : "password"))

  box.checked = false
  box.addEventListener("change", show)
  element.hidden = false
}
