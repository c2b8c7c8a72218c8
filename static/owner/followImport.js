// Keeps the progress of an import up to date. Without it, the page loads itself again.
export default function followImport(element) {
  const meter = element.querySelector("progress")
  const title = document.getElementById("state")
  const words = element.querySelector(".num")

  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } })
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      const now = page.querySelector('[data-behavior="followImport"]')
      if (!now) return location.reload()
      meter.value = now.querySelector("progress").value
      title.textContent = page.getElementById("state").textContent
      words.textContent = now.querySelector(".num").textContent
    } catch {
      // The next look may find the network again.
    }
    setTimeout(look, 2000)
  }
  setTimeout(look, 1500)
}
