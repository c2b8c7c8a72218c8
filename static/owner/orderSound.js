// Rings when an order comes in, once the owner has switched it on. Without it, there is no switch.
export default function orderSound(button) {
  const place = "cardshop.orders.sound"
  let audio = null
  let on = false
  try {
    on = localStorage.getItem(place) === "on"
  } catch {
    // A browser that keeps nothing forgets the choice with the page.
  }

  const wake = () => {
    audio = audio || new AudioContext()
    return audio.resume()
  }

  const note = (pitch, delay) => {
    const tone = audio.createOscillator()
    const loudness = audio.createGain()
    const start = audio.currentTime + delay
    tone.frequency.value = pitch
    loudness.gain.setValueAtTime(0.0001, start)
    loudness.gain.exponentialRampToValueAtTime(0.4, start + 0.03)
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.5)
    tone.connect(loudness).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.55)
  }

  const ring = async () => {
    if (!on) return
    await wake()
    note(880, 0)
    note(1174, 0.25)
  }

  const show = () => {
    button.setAttribute("aria-pressed", on)
    button.title = on ? button.dataset.on : button.dataset.off
  }

  button.addEventListener("click", () => {
    on = !on
    try {
      localStorage.setItem(place, on ? "on" : "off")
    } catch {
      // It holds for this page.
    }
    show()
    document.getElementById("say").textContent = button.title
    ring()
  })
  // A browser lets a page ring only after a touch.
  document.addEventListener("pointerdown", () => on && wake(), { once: true })
  document.addEventListener("neworder", ring)
  button.hidden = !("AudioContext" in window)
  show()
}
