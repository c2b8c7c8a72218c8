// Keeps orders as they are now. Without it, the page shows how they were when it was opened.
export default function liveOrders(element) {
  const { href, late, ended } = element.dataset
  const title = document.title
  const stale = document.querySelector("[data-part=stale]")
  let version = element.dataset.version
  let known = new Set(element.dataset.waiting.split(" ").filter(Boolean).map(Number))
  let seenAt = new Date()
  let timer = 0

  const count = (waiting) => {
    document.title = waiting.length ? `(${waiting.length}) ${title}` : title
  }

  // What has the focus is drawn anew; its twin gets it.
  const draw = (html) => {
    const focused = element.contains(document.activeElement) ? document.activeElement.id : ""
    element.innerHTML = html
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
  }

  const hear = (waiting) => {
    const fresh = waiting.filter((id) => !known.has(id))
    known = new Set(waiting)
    if (!fresh.length) return
    document.getElementById("say").textContent = element.dataset.new
    document.dispatchEvent(new CustomEvent("neworder"))
  }

  const warn = (words) => {
    stale.hidden = !words
    stale.lastElementChild.textContent = words
  }

  const ask = async () => {
    const answer = await fetch(href, { headers: { "If-None-Match": `"${version}"` }, redirect: "manual" })
    if (answer.type === "opaqueredirect") return "ended"
    if (answer.status === 304) return "same"
    if (!answer.ok) throw new Error(answer.status)
    const told = await answer.json()
    version = told.version
    draw(told.html)
    count(told.waiting)
    hear(told.waiting)
    return "new"
  }

  const look = async () => {
    clearTimeout(timer)
    try {
      if ((await ask()) === "ended") return warn(ended)
      seenAt = new Date()
      warn("")
    } catch {
      const time = seenAt.toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" })
      warn(late.replace("{time}", time))
    }
    timer = setTimeout(look, document.hidden ? 30000 : 10000)
  }

  count([...known])
  timer = setTimeout(look, 10000)
  document.addEventListener("visibilitychange", () => document.hidden || look())
  addEventListener("online", look)
  addEventListener("pageshow", (event) => event.persisted && look())
}
