// Adds the next page of products below this one; without it "Show more" leads to that page.
export default function showMore(list) {
  const shelf = (key) => [...list.querySelectorAll("[data-shelf]")].filter((one) => one.dataset.shelf === key).pop()

  const add = (page) => {
    for (const fresh of page.querySelectorAll("[data-shelf]")) {
      const there = shelf(fresh.dataset.shelf)
      // A shelf that was not finished goes on where it ended.
      if (there) there.querySelector("ul").append(...fresh.querySelector("ul").children)
      else list.append(fresh)
    }
    const sprite = document.querySelector("symbol").parentNode
    for (const symbol of page.querySelectorAll("symbol")) {
      if (!document.getElementById(symbol.id)) sprite.append(symbol)
    }
    const more = page.querySelector("[data-more]")
    if (more) list.append(more)
  }

  list.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-more] a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (link.getAttribute("aria-disabled")) return
    const words = link.textContent
    link.textContent = link.dataset.busy
    link.setAttribute("aria-disabled", "true")
    try {
      const answer = await fetch(link.href)
      if (!answer.ok) throw new Error(answer.status)
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      const before = list.querySelectorAll("h3 a").length
      link.parentNode.remove()
      add(page)
      list.querySelectorAll("h3 a")[before]?.focus({ preventScroll: true })
    } catch {
      link.textContent = words
      link.removeAttribute("aria-disabled")
      document.dispatchEvent(new CustomEvent("said", { detail: link.dataset.failed }))
    }
  })
}
