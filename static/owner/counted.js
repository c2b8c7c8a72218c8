// Counts the characters of a text while it is typed, as the server counts them.
export default function counted(element) {
  const field = element.querySelector("textarea, input")
  const count = element.querySelector("[data-part=count]")
  const show = () => {
    count.textContent = new Intl.NumberFormat(document.documentElement.lang).format([...field.value].length)
  }
  field.addEventListener("input", show)
}
