// Says under each service when it is free next, in the visitor's zone. Without it nothing is missing.
export default function nextFree(list) {
  const language = document.documentElement.lang
  const look = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }
  const written = (start, zone) =>
    new Intl.DateTimeFormat(language, { ...look, ...zone }).format(new Date(start))

  const show = async () => {
    const answer = await fetch(list.dataset.href).catch(() => null)
    if (!answer?.ok) return
    const { timezone, next } = await answer.json()
    for (const link of list.querySelectorAll("[data-service]")) {
      const start = next[link.dataset.service]
      if (!start) continue
      // Whose clock shows another time than the business's is told which one this is.
      const away = written(start, {}) !== written(start, { timeZone: timezone })
      const time = written(start, away ? { timeZoneName: "short" } : {})
      const line = document.createElement("span")
      line.className = "free num"
      line.textContent = list.dataset.words.replace("{time}", () => time)
      link.querySelector("span").append(line)
    }
  }
  if (!("IntersectionObserver" in window)) return
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    watcher.disconnect()
    show()
  }, { rootMargin: "200px" })
  watcher.observe(list)
}
