// Shows a gallery's pictures large, one at a time, over the page. Without it each opens as a file.
export default function zoom(gallery) {
  const dialog = document.getElementById("zoom")
  const links = [...gallery.querySelectorAll("a")]
  if (!dialog?.showModal) return
  const [image, words] = [dialog.querySelector("img"), dialog.querySelector("p")]
  const steps = [...dialog.querySelectorAll("[data-step]")]
  let place = 0

  const show = (wanted) => {
    place = (wanted + links.length) % links.length
    image.src = links[place].href
    words.textContent = image.alt = links[place].querySelector("img").alt
  }
  const isMine = () => dialog.dataset.gallery === gallery.parentElement.id

  links.forEach((link, index) =>
    link.addEventListener("click", (event) => {
      event.preventDefault()
      dialog.dataset.gallery = gallery.parentElement.id
      for (const step of steps) step.hidden = links.length < 2
      show(index)
      dialog.showModal()
    }),
  )
  dialog.addEventListener("click", (event) => {
    if (!isMine()) return
    const step = event.target.closest("[data-step]")
    if (step) show(place + Number(step.dataset.step))
    else dialog.close()
  })
  dialog.addEventListener("keydown", ({ key }) => {
    const forward = getComputedStyle(dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
    if (isMine() && /Arrow(Left|Right)/.test(key)) show(place + (key === forward ? 1 : -1))
  })
}
