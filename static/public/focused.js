// Takes the focus when the page opens: an error summary is read out first.
export default function focused(element) {
  element.focus()
}
