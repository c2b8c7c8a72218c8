// Offers the phone's own share sheet where there is one.
export default function nativeShare(button) {
  if (!navigator.share) return
  button.hidden = false
  button.addEventListener("click", () => {
    // Closing the share sheet rejects the promise; that is no failure.
    navigator.share({ title: button.dataset.title, url: button.dataset.url }).catch(() => {})
  })
}
