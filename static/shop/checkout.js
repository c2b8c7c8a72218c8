// Keeps the total true while choosing, and places an order once however often the button is pressed.
export default function checkout(form) {
  const say = (words) => document.dispatchEvent(new CustomEvent("said", { detail: words }))
  let turn = 0

  for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true

  const take = (page) => {
    for (const part of form.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`)
      if (fresh) part.replaceChildren(...fresh.childNodes)
    }
    const [coupon, told] = [form, page].map((root) => root.querySelector("#coupon"))
    for (const name of ["aria-invalid", "aria-describedby"]) {
      const value = told?.getAttribute(name)
      if (value) coupon.setAttribute(name, value)
      else coupon.removeAttribute(name)
    }
    coupon.closest(".f").classList.toggle("err", coupon.hasAttribute("aria-invalid"))
  }
  const draft = async () => {
    const mine = ++turn
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form) })
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      if (!answer.ok || !page.getElementById(form.id)) throw new Error("no checkout")
      if (mine === turn) take(page)
    } catch {
      if (mine === turn) say(form.dataset.failed)
    }
  }

  form.addEventListener("change", ({ target }) => {
    if (target.name === "how") draft()
  })
  form.addEventListener("submit", (event) => {
    const button = event.submitter
    if (button?.hasAttribute("data-draft")) {
      event.preventDefault()
      draft()
    } else if (form.dataset.sent) {
      event.preventDefault()
    } else if (button?.hasAttribute("data-place")) {
      form.dataset.sent = "yes"
      button.setAttribute("aria-disabled", "true")
      button.textContent = form.dataset.busy
    }
  })
  // Back from the order's page: the form may be sent again, and is told which order it was.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload())
}
