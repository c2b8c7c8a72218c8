// Asks again what a number is understood as while it is typed. Without it, saving tells.
export default function numberDoctor(form) {
  const verdict = form.querySelector("[data-part=doctor]")
  let waiting = 0
  let asked = 0

  const ask = async () => {
    const number = ++asked
    const answer = await fetch(form.dataset.doctor, { method: "POST", body: new FormData(form) })
    if (answer.ok && number === asked) verdict.innerHTML = (await answer.json()).shown
  }

  form.addEventListener("input", ({ target }) => {
    if (target.name !== "whatsapp" && target.name !== "country") return
    clearTimeout(waiting)
    waiting = setTimeout(() => ask().catch(() => {}), 250)
  })
  form.querySelector("[value=examine]").hidden = true
}
