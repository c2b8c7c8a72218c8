// Brings the chosen day into sight where the strip of days scrolls.
export default function chosenDay(strip) {
  const chosen = strip.querySelector("[aria-current]")
  if (!chosen) return
  // Differences of boxes hold in both writing directions.
  const [box, frame] = [chosen.getBoundingClientRect(), strip.getBoundingClientRect()]
  strip.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2
}
