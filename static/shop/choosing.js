// Says what the choice costs, and how many extras may still be picked. The server counts anyway.
export default function choosing(form) {
  const { language, exponent, price, shown } = form.dataset
  const total = form.querySelector("[data-total]")
  const cart = form.querySelector("[data-cart]")
  if (!total) return

  const write = (minor) => {
    const amount = minor / 10 ** exponent
    const digits = Number.isInteger(amount) ? 0 : Number(exponent)
    return amount.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  }
  // Amounts are the server's to write: where this browser writes numbers otherwise, none is shown.
  const writesAlike = shown.includes(write(Number(price)))

  const sum = () => {
    const variant = form.querySelector("[name=variant_id]:checked, [name=variant_id] option:checked")
    const extras = [...form.querySelectorAll("[name^=modifier_ids]:checked")]
    const each = Number(variant?.dataset.price ?? price)
    const more = extras.reduce((all, one) => all + Number(one.dataset.price ?? 0), 0)
    return (each + more) * (parseInt(form.elements.quantity.value, 10) || 1)
  }
  const limit = (group) => {
    const boxes = [...group.querySelectorAll("[type=checkbox]")]
    const { least, most } = group.dataset
    const picked = boxes.filter((box) => box.checked).length
    for (const box of boxes) box.disabled = !box.checked && picked >= Number(most)
    const words = picked < Number(least) ? form.dataset.least.replace("{count}", Number(least).toLocaleString(language)) : ""
    boxes[0]?.setCustomValidity(words)
  }
  const show = () => form.querySelectorAll("[data-most]").forEach(limit)
  form.addEventListener("input", () => {
    show()
    if (writesAlike) total.textContent = shown.replace(write(Number(price)), write(sum()))
  })
  document.addEventListener("cart", () => (cart.hidden = false))
  show()
}
