// Shows notifications for the owner's pages and opens what they are about. It keeps no pages.
const home = new URL("/app/", self.location.origin).href

const said = (data) => {
  try {
    return data.json()
  } catch {
    return {}
  }
}

// Nothing but a page of this site is ever opened.
const inside = (url) => {
  const wanted = new URL(url || home, home)
  return wanted.origin === self.location.origin ? wanted.href : home
}

const open = async (url) => {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  const there = windows.find((one) => one.url === url)
  return there ? there.focus() : self.clients.openWindow(url)
}

const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_")

const renew = async (old) => {
  const wish = { userVisibleOnly: true, applicationServerKey: old.options.applicationServerKey }
  const now = await self.registration.pushManager.subscribe(wish)
  const body = new URLSearchParams({
    was: old.endpoint,
    endpoint: now.endpoint,
    p256dh: text(now.getKey("p256dh")),
    auth: text(now.getKey("auth")),
  })
  return fetch("/app/push/renewal", { method: "POST", body })
}

self.addEventListener("install", () => self.skipWaiting())

self.addEventListener("push", (event) => {
  const { title, body = "", tag = "", url } = said(event.data)
  const shown = { body, tag, dir: "auto", icon: "/app/push/icon.png", data: { url: inside(url) } }
  event.waitUntil(self.registration.showNotification(title || "cardshop", shown))
})

self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(open(inside(event.notification.data?.url)))
})

self.addEventListener("pushsubscriptionchange", (event) => {
  if (event.oldSubscription) event.waitUntil(renew(event.oldSubscription))
})
