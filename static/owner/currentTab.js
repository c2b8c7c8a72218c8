// Brings the tab of this page into view where there are more than fit. Without it, they are scrolled by hand.
export default function currentTab(tabs) {
  tabs.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" })
}
