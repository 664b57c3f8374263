// Tells the browser the page's language, for its voice, its hyphens and its number formats.
export default function ({ data }) {
  document.documentElement.lang = data.language
  // Streamlit's tables and date fields write numbers and days in `navigator.languages`, whatever the page speaks.
  Object.defineProperty(navigator, "languages", { value: [data.formats], configurable: true })
  speak(data.labels)
  window.onbeforeprint = fitToPaper
  for (const name of ["focusin", "pointerdown"]) document.addEventListener(name, rememberCard, true)
  for (const name of ["keydown", "click"]) document.addEventListener(name, comeBack, true)
}

const DIALOG = "section[role=dialog]"
const PATIENCE = 60 // frames of the screen in which a dialog has closed, about a second
let card = ""

// The card that was used last, by the class of its key: a run may put another element in its place.
function rememberCard({ target }) {
  const found = target.closest?.("[class*=st-key-card-]")?.className.match(/st-key-card-\S+/)
  if (found) card = found[0]
}

// A list opens from a corner that closes behind it, so Streamlit has nothing to give the focus back to: it goes
// to the corner of the card that the list belongs to.
function comeBack({ type, key }) {
  if (!card || (type === "keydown" && key !== "Escape") || !document.querySelector(DIALOG)) return
  let frames = 0
  requestAnimationFrame(function look() {
    const isOpen = document.querySelector(DIALOG)
    if (isOpen && frames++ < PATIENCE) requestAnimationFrame(look)
    if (isOpen || document.activeElement !== document.body) return
    document.querySelector(`.${card} [class*=st-key-open-] button`)?.focus({ preventScroll: true })
  })
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
