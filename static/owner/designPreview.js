// Shows a look in the preview while it is chosen. Without it: save, then look.
export default function designPreview(form) {
  const preview = document.getElementById("preview")
  const picker = form.querySelector("[data-part=picker]")
  const verdict = form.querySelector("[data-part=verdict]")
  const accent = form.elements.accent
  let shown = null
  let waiting = 0

  const colour = (value) => {
    accent.value = value
    if (/^#[0-9a-f]{6}$/i.test(value)) picker.value = value.toLowerCase()
    for (const swatch of form.elements.swatch) swatch.checked = swatch.value === value.toLowerCase()
  }

  const theme = (choices) => {
    for (const [name, value] of Object.entries(choices)) form.elements[name].value = value
    form.elements.preset_shown.value = choices.preset
    colour(choices.accent)
  }

  const arrange = (page, layout) => {
    const cover = page.querySelector(".cover")
    for (const name of [...page.classList]) if (name.startsWith("lay-")) page.classList.remove(name)
    page.classList.add(`lay-${layout}`)
    if (cover) cover.hidden = layout === "plain"
    page.classList.toggle("no-cover", !cover || cover.hidden)
  }

  // A style sheet made by the document itself is no inline style, so the content policy allows it.
  const paint = () => {
    const inside = preview?.contentDocument
    const page = inside?.querySelector(".page.card")
    if (!shown || !page || !("adoptedStyleSheets" in inside)) return
    const sheet = new preview.contentWindow.CSSStyleSheet()
    sheet.replaceSync(shown.css)
    inside.adoptedStyleSheets = [sheet]
    arrange(page, shown.layout)
  }

  const ask = async () => {
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) })
    if (!answer.ok) return
    shown = await answer.json()
    verdict.innerHTML = shown.verdict
    paint()
  }

  form.addEventListener("input", (event) => {
    const { name, value, dataset } = event.target
    if (name === "preset") theme(JSON.parse(dataset.choices))
    if (name === "swatch" || event.target === picker || name === "accent") colour(value)
    clearTimeout(waiting)
    waiting = setTimeout(() => ask().catch(() => {}), 120)
  })
  preview?.addEventListener("load", paint)
  picker.hidden = false
}
