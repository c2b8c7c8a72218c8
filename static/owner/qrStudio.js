// Shows the code and its verdict while they are chosen. Without it: save, then look.
export default function qrStudio(element) {
  const form = element.querySelector("form[method=post]")
  const part = (name) => element.querySelector(`[data-part=${name}]`)
  const pickers = [...form.querySelectorAll("[data-picks]")]
  let waiting = 0
  let asked = 0

  const own = (name, value) => {
    form.elements[name].value = value
    form.elements.colour.value = "own"
  }

  const follow = () => {
    for (const picker of pickers) {
      const { value } = form.elements[picker.dataset.picks]
      if (/^#[0-9a-f]{6}$/i.test(value)) picker.value = value.toLowerCase()
    }
  }

  const swatch = (value) => {
    if (value === "own") return
    form.elements.foreground.value = value
    form.elements.background.value = "#ffffff"
  }

  const ask = async () => {
    const number = ++asked
    const answer = await fetch(element.dataset.check, { method: "POST", body: new FormData(form) })
    if (number !== asked) return
    const shown = await answer.json()
    part("code").classList.toggle("old", !answer.ok || !shown.svg)
    if (!answer.ok) return
    if (shown.svg) part("code").innerHTML = shown.svg
    part("verdict").innerHTML = shown.verdict
    part("big").textContent = shown.big
    part("small").textContent = shown.small
  }

  form.addEventListener("input", ({ target }) => {
    if (target.dataset.picks) own(target.dataset.picks, target.value)
    if (target.name === "foreground" || target.name === "background") own(target.name, target.value)
    if (target.name === "colour") swatch(target.value)
    follow()
    clearTimeout(waiting)
    waiting = setTimeout(() => ask().catch(() => {}), 150)
  })
  for (const picker of pickers) picker.hidden = false
}
