// Tells the browser the page's language, for its voice, its hyphens and its number formats.
export default function ({ data }) {
  document.documentElement.lang = data.language
  // Streamlit's tables and date fields write numbers and days in `navigator.languages`, whatever the page speaks.
  Object.defineProperty(navigator, "languages", { value: [data.formats], configurable: true })
  window.onbeforeprint = fitToPaper
}

const PAPER = 1047 // pixels across an A4 page that lies, between margins of 10 mm

const STACKED = 640 // pixels of a window whose cards stand one under the other

// Pictures keep the width that they have on the screen, so the page goes onto paper as it stands, scaled to fit.
function fitToPaper() {
  const page = document.querySelector(".stMainBlockContainer")
  if (!page) return
  const { paddingLeft, paddingRight } = getComputedStyle(page)
  const width = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
  const root = document.documentElement
  root.style.setProperty("--on-screen", `${width}px`)
  root.style.setProperty("--on-paper", Math.min(1, PAPER / width))
  root.classList.toggle("side-by-side", innerWidth > STACKED)
}
