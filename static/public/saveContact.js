// Says what to do with the contact file. Browsers inside other apps drop files: there it explains instead.
export default function saveContact(link) {
  const help = document.getElementById("save-help")
  const insideApp = /Instagram|FBAN|FBAV|FB_IAB|Line\/|; wv\)/.test(navigator.userAgent)

  link.addEventListener("click", (event) => {
    if (insideApp && help?.showModal) {
      event.preventDefault()
      help.showModal()
    } else {
      document.dispatchEvent(new CustomEvent("said", { detail: link.dataset.said }))
    }
  })
}
