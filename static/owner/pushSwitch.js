// Turns notifications of this browser on, and marks its row. Without it the page says what is missing.
export default function pushSwitch(element) {
  const { key, worker, scope } = element.dataset
  const form = element.querySelector("[data-when=off] form")
  const button = form.querySelector("button")

  const show = (state) => {
    for (const part of element.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state
  }
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
  const bytes = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0))
  const hash = async (words) => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words))
    return [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("")
  }
  // The site may have got another key since: what belongs to the old one is of no use.
  const isOurs = (found) => !found.options?.applicationServerKey || text(found.options.applicationServerKey) === key

  const missing = () => {
    const isApple = /iPhone|iPad/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
    return isApple && !matchMedia("(display-mode: standalone)").matches ? "install" : "none"
  }

  const look = async () => {
    if (!navigator.serviceWorker || !window.PushManager || !window.Notification) return show(missing())
    if (Notification.permission === "denied") return show("blocked")
    const registration = await navigator.serviceWorker.getRegistration(scope)
    const found = await registration?.pushManager.getSubscription()
    const row = found && isOurs(found) && element.querySelector(`[data-mark="${await hash(found.endpoint)}"]`)
    if (row) row.querySelector("[data-here]").hidden = false
    show(row ? "on" : "off")
  }

  const subscribed = async () => {
    const registration = await navigator.serviceWorker.register(worker, { scope })
    await navigator.serviceWorker.ready
    const found = await registration.pushManager.getSubscription()
    if (found && !isOurs(found)) await found.unsubscribe()
    return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) })
  }

  const turnOn = async () => {
    if ((await Notification.requestPermission()) !== "granted") return look()
    const given = await subscribed()
    form.elements.endpoint.value = given.endpoint
    for (const name of ["p256dh", "auth"]) form.elements[name].value = text(given.getKey(name))
    form.submit()
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    button.disabled = true
    await turnOn().catch(() => show("failed"))
    button.disabled = false
  })
  look().catch(() => show("failed"))
}
