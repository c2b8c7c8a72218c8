// Says under each service when it is free next, in the visitor's zone. Without it nothing is missing.
export default function nextFree(list) {
  const language = document.documentElement.lang
  const clock = { weekday: "short", hour: "numeric", minute: "2-digit" }
  const written = (start, more) => new Intl.DateTimeFormat(language, { ...clock, ...more }).format(start)

  const time = (start, timeZone) => {
    const isSoon = start - Date.now() < 6 * 24 * 3600 * 1000
    const date = isSoon ? {} : { day: "numeric", month: "short" }
    // Whose clock shows another time than the business's is told which one this is.
    const isAway = written(start, date) !== written(start, { ...date, timeZone })
    return written(start, isAway ? { ...date, timeZoneName: "short" } : date)
  }
  const show = async () => {
    const answer = await fetch(list.dataset.href).catch(() => null)
    if (!answer?.ok) return
    const { timezone, next } = await answer.json()
    for (const link of list.querySelectorAll("[data-service]")) {
      const start = next[link.dataset.service]
      if (!start) continue
      const words = list.dataset.words.replace("{time}", () => time(new Date(start), timezone))
      link.querySelector(".free").textContent = words
    }
  }
  if (!("IntersectionObserver" in window)) return
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    watcher.disconnect()
    show()
  }, { rootMargin: "200px" })
  // Nothing is asked for before somebody reads: a first visit stays as small as it is.
  const asleep = new AbortController()
  const wake = () => {
    asleep.abort()
    watcher.observe(list)
  }
  for (const sign of ["scroll", "pointermove", "keydown"]) {
    window.addEventListener(sign, wake, { passive: true, signal: asleep.signal })
  }
}
