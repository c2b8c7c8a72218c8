// Asks where a booking goes, in a dialog: after it was dragged, or when M is pressed on it. It is the page "Move",
// brought here; a refusal is told in the dialog, and the booking stays where it is.
export default function diaryMove(element) {
  const dialog = document.getElementById("pop")
  const inside = dialog.querySelector("[data-part=pop]")
  let opener = ""

  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html")
    const form = page.querySelector("[data-part=moving]")
    form.querySelector("[name=page]").value = "diary"
    inside.replaceChildren(form)
    inside.querySelector(".errs")?.focus()
  }

  const open = async (href, id) => {
    const answer = await fetch(href).catch(() => null)
    // Whoever was signed out, or came too late, is led on.
    if (!answer?.ok || answer.redirected) return location.assign(href)
    opener = id
    show(await answer.text())
    dialog.showModal()
    inside.querySelector("[name=date]").focus()
  }

  const send = async (form, button) => {
    const body = new FormData(form)
    if (button?.name) body.set(button.name, button.value)
    form.setAttribute("aria-busy", "true")
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null)
    form.removeAttribute("aria-busy")
    if (!answer) return form.submit()
    if (answer.type === "opaqueredirect") return moved()
    show(await answer.text())
  }

  // The page is loaded anew: it says what was done, and shows the booking where it is now.
  const moved = () => {
    const address = new URL(location.href)
    address.searchParams.set("told", opener.slice(1))
    address.hash = opener
    const isSamePage = address.search === location.search
    location.assign(address.href)
    if (isSamePage) location.reload()
  }

  element.addEventListener("movewanted", ({ detail }) => open(detail.href, detail.id))
  element.addEventListener("keydown", (event) => {
    const moved = event.target.closest("[data-move]")
    const isBare = !event.ctrlKey && !event.metaKey && !event.altKey
    if (!moved || !isBare || event.code !== "KeyM") return
    event.preventDefault()
    open(moved.dataset.move, moved.id)
  })
  dialog.addEventListener("submit", (event) => {
    event.preventDefault()
    send(event.target, event.submitter)
  })
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return
    event.preventDefault()
    dialog.close()
  })
  dialog.addEventListener("close", () => document.getElementById(opener)?.focus())
}
