// Asks from time to time where the order stands, and shows it when something changed.
const EVERY = 15_000

export default function orderNow(element) {
  const fresh = document.querySelector(".fresh")
  let timer

  const again = () => {
    clearTimeout(timer)
    if (element.dataset.over !== "yes") timer = setTimeout(ask, EVERY)
  }
  const show = ({ version, html, is_over }) => {
    if (String(version) === element.dataset.version) return
    element.dataset.version = version
    element.dataset.over = is_over ? "yes" : "no"
    element.innerHTML = html
    for (const part of element.querySelectorAll("[data-behavior]")) {
      part.dispatchEvent(new CustomEvent("arrived", { bubbles: true }))
    }
    if (fresh) fresh.hidden = is_over
    document.dispatchEvent(new CustomEvent("said", { detail: element.querySelector("h1").textContent }))
  }
  async function ask() {
    if (document.hidden) return again()
    try {
      const answer = await fetch(element.dataset.href, { headers: { Accept: "application/json" } })
      if (answer.ok) show(await answer.json())
    } catch {
      // No connection: the page stays as it is and asks again.
    }
    again()
  }

  document.addEventListener("visibilitychange", () => document.hidden || ask())
  again()
}
