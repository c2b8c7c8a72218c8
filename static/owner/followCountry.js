// Refills what follows from the country as soon as one is chosen. Without it there is a button.
export default function followCountry(form) {
  const country = form.querySelector("[name=country]")
  const button = form.querySelector("[value=country]")
  const refill = async () => {
    const body = new FormData(form)
    body.set("act", "country")
    try {
      const answer = await fetch(form.action, { method: "POST", body })
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      for (const part of form.querySelectorAll("[data-follows]")) {
        part.replaceWith(page.querySelector(`[data-follows="${part.dataset.follows}"]`))
      }
    } catch {
      button.hidden = false
    }
  }

  button.hidden = true
  country.addEventListener("change", refill)
}
