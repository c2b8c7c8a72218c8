// Hides a day's times while its switch is off, and asks for the first ones when it goes on.
export default function openDay(element) {
  const box = element.querySelector("[role=switch]")
  const show = () => element.classList.toggle("closed", !box.checked)

  box.addEventListener("change", () => {
    show()
    if (box.checked && !element.querySelector(".rng")) element.querySelector("[data-add]").click()
  })
  show()
}
