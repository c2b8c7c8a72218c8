// Asks from time to time whether it is their turn, and shows the page anew once something changed.
const EVERY = 30_000

export default function myTurn(element) {
  let timer

  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, EVERY)
  }
  async function ask() {
    if (document.hidden) return again()
    try {
      const answer = await fetch(element.dataset.href, { headers: { Accept: "application/json" } })
      if (answer.ok && (await answer.json()).stands !== element.dataset.stands) return location.reload()
    } catch {
      // No connection: the page stays as it is and asks again.
    }
    again()
  }

  document.addEventListener("visibilitychange", () => document.hidden || ask())
  again()
}
