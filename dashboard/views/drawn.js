// Puts a drawing into its place, and shows what its marks say to the pointer near them and along the arrow keys.
const ASTRAY = 20 // how much farther a mark counts that is not in the pointer's row, or not under or over it
const GAP = 12 // pixels from a mark to its words

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector("div")
  place.innerHTML = data
  const plot = place.firstElementChild
  const marks = [...plot.querySelectorAll("[data-told]")]
  if (!marks.length) return
  const words = plot.appendChild(document.createElement("div"))
  words.className = "told"
  words.setAttribute("role", "status")
  plot.tabIndex = 0

  plot.onpointermove = (event) => show(nearest(event))
  plot.onpointerdown = plot.onpointermove
  plot.onpointerleave = () => show()
  plot.onblur = () => show()
  plot.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (event.key === "Escape") show()
    else if (event.key === "Enter") plot.click()
    else if (step) show(marks.at((marks.indexOf(shown()) + step + (shown() || step > 0 ? 0 : 1)) % marks.length))
    else return
    event.preventDefault()
  }

  function shown() {
    return plot.querySelector(".near")
  }

  function nearest({ clientX, clientY, target }) {
    const under = target.closest("[data-told]")
    if (under) return under
    const { x = 1, y = 1 } = { rows: { y: ASTRAY }, columns: { x: ASTRAY } }[plot.dataset.order] ?? {}
    const away = marks.map((mark) => {
      const { left, right, top, bottom } = mark.getBoundingClientRect()
      return x * Math.max(left - clientX, 0, clientX - right) + y * Math.max(top - clientY, 0, clientY - bottom)
    })
    return marks[away.indexOf(Math.min(...away))]
  }

  function show(mark) {
    if (mark === (shown() ?? undefined)) return
    shown()?.classList.remove("near")
    words.replaceChildren(...(mark ? mark.dataset.told.split("<br>").map(line) : []))
    if (!mark) return
    mark.classList.add("near")
    const at = mark.getBoundingClientRect()
    const { width, height } = words.getBoundingClientRect()
    const left = at.right + GAP + width < innerWidth ? at.right + GAP : at.left - GAP - width
    words.style.left = `${Math.max(GAP, left)}px`
    words.style.top = `${Math.min(Math.max(GAP, (at.top + at.bottom - height) / 2), innerHeight - height - GAP)}px`
  }
}

// Words that Plotly would read as HTML; of their tags only bold matters, and none is run.
function line(html) {
  const row = document.createElement(html.startsWith("<b>") ? "b" : "span")
  row.textContent = new DOMParser().parseFromString(html, "text/html").body.textContent
  return row
}
