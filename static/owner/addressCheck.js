// Says while one types whether the address is free. Without it, the button "Check" asks.
export default function addressCheck(element) {
  const input = element.querySelector("input")
  const verdict = element.querySelector(".verdict")
  let waiting = 0

  const say = (answer) => {
    verdict.textContent = answer.says
    verdict.classList.toggle("c-ok", answer.free)
    verdict.classList.toggle("c-bad", !answer.free)
  }

  const ask = async () => {
    const asked = input.value.trim()
    if (!asked) return say({ says: "", free: true })
    const address = new URL(element.dataset.check, location.href)
    address.searchParams.set("slug", asked)
    const answer = await fetch(address).then((response) => response.json(), () => null)
    if (answer && asked === input.value.trim()) say(answer)
  }

  input.addEventListener("input", () => {
    const tidy = input.value.toLowerCase().replace(/\s/g, "-")
    if (tidy !== input.value) input.value = tidy
    clearTimeout(waiting)
    waiting = setTimeout(ask, 350)
  })
  element.querySelector("[name=check]").hidden = true
}
