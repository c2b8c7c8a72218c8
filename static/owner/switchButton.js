// Switches a section on or off in place. Without it, the switch loads the page.
export default function switchButton(form) {
  const button = form.querySelector("[role=switch]")
  const row = form.closest("li")

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const on = button.value === "1"
    const body = new FormData(form)
    body.set(button.name, button.value)
    button.setAttribute("aria-checked", on)
    button.value = on ? "0" : "1"
    row.classList.toggle("is-off", !on)
    const holds = row.querySelector("[data-on]")
    holds.textContent = on ? holds.dataset.on : holds.dataset.off
    fetch(form.action, { method: "POST", body })
      .then((answer) => {
        if (!answer.ok) throw new Error("not kept")
        document.getElementById("preview")?.contentWindow.location.reload()
      })
      .catch(() => location.reload())
  })
}
