// Shows times by this device's own clock, unless another one was chosen.
export default function ownZone(line) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!own || own === line.dataset.zone || "chosen" in line.dataset) return
  // In its place, so that the way back leads to where the visitor came from.
  location.replace(line.dataset.own.replace("__zone__", own))
}
