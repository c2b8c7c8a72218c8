// Puts the words beside the button on the clipboard. Without it, they are there to be selected.
export default function copyText(element) {
  const button = element.querySelector("button")
  const words = button.querySelector("b")
  const before = words.textContent

  button.addEventListener("click", async () => {
    const text = element.querySelector("[data-text]")
    await navigator.clipboard.writeText(text.dataset.text || text.textContent)
    words.textContent = element.dataset.done
    document.getElementById("say").textContent = element.dataset.done
    setTimeout(() => (words.textContent = before), 4000)
  })
  button.hidden = !navigator.clipboard
}
