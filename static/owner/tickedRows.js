// Shows what can be done with many products once some are ticked. Without it, it is always there.
export default function tickedRows(form) {
  const words = form.querySelector("[data-words]")
  const all = form.querySelector("[name=all]")
  const ticks = () => document.querySelectorAll(`input[name=ids][form=${form.id}]:checked`).length
  const show = () => {
    const count = ticks()
    const written = new Intl.NumberFormat(document.documentElement.lang).format(count)
    form.hidden = !count && !all.checked && !form.querySelector("[open]")
    if (count && !all.checked) words.textContent = words.dataset.words.replace("{count}", written)
  }
  document.addEventListener("change", (event) => {
    if (event.target.name === "ids" || event.target === all) show()
  })
  show()
}
