// Shows what was chosen and makes large photos smaller before they are sent. Without it they are sent whole.
export default function pictureInput(element) {
  const input = element.querySelector("input[type=file]")
  const words = element.querySelector("[data-part=chosen]")
  const shown = document.querySelector(`[data-shows="${input.name}"]`)
  const [longest, large] = [2000, 1000000]

  const opened = (file) => new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = reject
    reader.onload = () => {
      const picture = new Image()
      picture.onerror = reject
      picture.onload = () => resolve(picture)
      picture.src = reader.result
    }
    reader.readAsDataURL(file)
  })

  const smaller = (picture, file) => new Promise((resolve) => {
    const scale = Math.min(1, longest / Math.max(picture.naturalWidth, picture.naturalHeight))
    if (file.size < large || file.type === "image/gif") return resolve(file)
    const canvas = document.createElement("canvas")
    canvas.width = Math.round(picture.naturalWidth * scale)
    canvas.height = Math.round(picture.naturalHeight * scale)
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
    const type = file.type === "image/png" ? "image/png" : "image/jpeg"
    canvas.toBlob((blob) => resolve(blob && blob.size < file.size ? new File([blob], file.name, { type }) : file), type, 0.9)
  })

  // A picture that this browser cannot open (HEIC) is left to the server.
  const ready = async (file) => {
    try {
      const picture = await opened(file)
      if (shown?.tagName === "IMG") shown.src = picture.src
      return await smaller(picture, file)
    } catch {
      return file
    }
  }

  input.addEventListener("change", async () => {
    const files = [...input.files]
    words.textContent = files.length > 1 ? words.dataset.many.replace("{count}", files.length) : files.length ? words.dataset.one : ""
    const sent = new DataTransfer()
    for (const file of files) sent.items.add(await ready(file))
    input.files = sent.files
    if (files.length) element.dispatchEvent(new Event("ready", { bubbles: true }))
  })
}
