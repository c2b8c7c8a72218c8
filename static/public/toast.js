// Says in one line what just happened, for four seconds. Others dispatch "said" with the words.
export default function toast(element) {
  let timer
  document.addEventListener("said", ({ detail }) => {
    element.textContent = detail
    clearTimeout(timer)
    timer = setTimeout(() => (element.textContent = ""), 4000)
  })
}
