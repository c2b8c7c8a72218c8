// Puts a button on each side of a number.
export default function stepper(group) {
  const field = group.querySelector("input")
  for (const button of group.querySelectorAll("[data-by]")) {
    button.hidden = false
    button.addEventListener("click", () => {
      const wanted = (parseInt(field.value, 10) || 1) + Number(button.dataset.by)
      field.value = Math.min(999, Math.max(1, wanted))
      field.dispatchEvent(new Event("input", { bubbles: true }))
    })
  }
}
