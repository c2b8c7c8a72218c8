// Keeps who somebody is on this device alone, if asked to; ticking it off forgets them. The shop and
// booking ask for different fields and know the same person.
const STORE = "cardshop-me"

export default function rememberMe(label) {
  const box = label.querySelector("input")
  const form = label.closest("form")
  const fields = label.dataset.of.split(" ").map((name) => form.elements[name])
  let known = null
  try {
    known = JSON.parse(localStorage.getItem(STORE))
  } catch {
    return
  }
  const keep = () => {
    const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]))
    try {
      if (!box.checked) localStorage.removeItem(STORE)
      else localStorage.setItem(STORE, JSON.stringify({ ...known, ...typed }))
    } catch {
      // A full or forbidden store: nothing is remembered, nothing is lost.
    }
  }

  label.hidden = false
  box.checked = Boolean(known)
  for (const field of fields) if (known?.[field.name] && !field.value) field.value = known[field.name]
  box.addEventListener("change", keep)
  form.addEventListener("submit", keep)
}
