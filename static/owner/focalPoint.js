// Shows which part of the cover stays in sight; a tap on the picture sets it. Without it: the two sliders.
export default function focalPoint(element) {
  const picture = element.querySelector("img")
  const [across, down] = element.querySelectorAll("input[type=range]")
  const show = () => { picture.style.objectPosition = `${across.value}% ${down.value}%` }

  element.addEventListener("input", show)
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect()
    across.value = Math.round((event.clientX - box.left) / box.width * 100)
    down.value = Math.round((event.clientY - box.top) / box.height * 100)
    across.dispatchEvent(new Event("input", { bubbles: true }))
  })
  show()
}
