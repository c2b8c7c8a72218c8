// Looks again while a calendar is being read. Without it, the page shows it when it is loaded again.
export default function followReading(section) {
  let left = 30
  const look = async () => {
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } })
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      const now = page.getElementById(section.id)
      if (!now) return
      if (now.innerHTML !== section.innerHTML && !section.contains(document.activeElement)) section.innerHTML = now.innerHTML
      if (!now.dataset.behavior) return
    } catch {
      // The next look may find the network again.
    }
    if (left-- > 0) setTimeout(look, 2000)
  }
  setTimeout(look, 1500)
}
