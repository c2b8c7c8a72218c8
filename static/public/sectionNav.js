// Marks the section that is being read, and keeps its link in sight.
export default function sectionNav(nav) {
  const links = [...nav.querySelectorAll("a")]
  const list = nav.querySelector("ul")
  if (!("IntersectionObserver" in window)) return

  // Differences of boxes hold in both writing directions.
  const show = (link) => {
    const [box, frame] = [link.getBoundingClientRect(), list.getBoundingClientRect()]
    list.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2
  }

  const mark = (current) => {
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true")
      else link.removeAttribute("aria-current")
    }
    if (!list.querySelector(":focus-visible")) show(current)
  }
  // Who walks the list by keys sees where they are, whatever is being read.
  list.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible")) show(event.target)
  })
  const watcher = new IntersectionObserver(
    (entries) => {
      const seen = entries.find((entry) => entry.isIntersecting)
      if (seen) mark(links.find((link) => link.hash === `#${seen.target.id}`))
    },
    { rootMargin: "-20% 0px -70% 0px" },
  )
  for (const link of links) watcher.observe(document.getElementById(link.hash.slice(1)))
}
