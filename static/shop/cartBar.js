// The cart over the shop's pages: asked for only where some cart is known, and told by "cart" events.
export default function cartBar(element) {
  const show = ({ count, shown, words, total, href }) => {
    element.hidden = !count
    document.documentElement.classList.toggle("has-bar", Boolean(count))
    if (!count) return
    const link = document.createElement("a")
    link.className = "btn b1"
    link.href = href
    for (const [name, text] of [["n num", shown], ["w", words], ["t num", total]]) {
      const part = document.createElement("span")
      part.className = name
      part.textContent = text
      link.append(part)
    }
    element.replaceChildren(link)
  }
  const ask = async () => {
    if (!/(?:^|; )carts=1/.test(document.cookie)) return show({ count: 0 })
    try {
      const answer = await fetch(element.dataset.href, { headers: { Accept: "application/json" } })
      if (answer.ok) show(await answer.json())
    } catch {
      // Without a connection the bar stays as it is; the cart is safe in its cookie.
    }
  }

  document.addEventListener("cart", ({ detail }) => show(detail))
  // A page that comes back from the browser's memory may have missed something.
  window.addEventListener("pageshow", (event) => event.persisted && ask())
  ask()
}
