// Makes a PNG of a card's chart as it is shown, under its title and question, and downloads it.
const SVG = "http://www.w3.org/2000/svg"
const SCALE = 2
const MARGIN = 16

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  button.querySelector("span").textContent = data.label
  const said = parentElement.querySelector("p")

  async function download() {
    const graph = document.querySelector(`.st-key-${CSS.escape(data.card)} :is(.js-plotly-plot, .drawn)`)
    said.textContent = graph ? "" : data.missing
    if (!graph) return
    button.disabled = true
    try {
      const link = document.createElement("a")
      link.download = data.file
      link.href = await drawn(picture(graph), await fontsOf(graph))
      link.click()
    } finally {
      button.disabled = false
    }
  }

  function picture(graph) {
    const { width, height } = graph.getBoundingClientRect()
    const { color, fontFamily } = getComputedStyle(graph)
    const whole = element("svg", { xmlns: SVG })
    const head = element("g", { fill: color, "font-family": fontFamily })
    let y = MARGIN
    for (const [text, size, weight, opacity] of [[data.title, 18, 600, 1], [data.question, 14, 400, 0.75]]) {
      for (const line of text ? lines(text, `${weight} ${size}px ${fontFamily}`, width) : []) {
        y += size * 1.35
        const row = element("text", { x: MARGIN, y, "font-size": size, "font-weight": weight, opacity })
        row.textContent = line
        head.append(row)
      }
    }
    const top = y + MARGIN / 2
    const outer = { width: width + 2 * MARGIN, height: top + height + MARGIN }
    set(whole, { ...outer, viewBox: `0 0 ${outer.width} ${outer.height}` })
    whole.append(element("rect", { ...outer, fill: background(graph) }), head)
    const { left, top: above } = graph.getBoundingClientRect()
    const place = (at) => ({ x: MARGIN + at.left - left, y: top + at.top - above })
    whole.append(...words(graph, place))
    for (const layer of graph.querySelectorAll(":scope > svg, .main-svg")) {
      const copy = layer.cloneNode(true)
      const at = layer.getBoundingClientRect()
      set(copy, { ...place(at), width: at.width, height: at.height, overflow: "visible" })
      set(copy, { "font-family": fontFamily })
      copy.style.background = "none"
      copy.querySelectorAll(".spot").forEach((spot) => spot.remove())
      // Lines that are not stretched with their plot are not enlarged with the picture either.
      for (const line of copy.querySelectorAll("polyline")) set(line, { "stroke-width": SCALE * line.getAttribute("stroke-width") })
      whole.append(copy)
    }
    return { whole, ...outer }
  }

  // The legend and the note of a drawing, which the page sets as text, where it has set them.
  function words(graph, place) {
    const keys = [...graph.querySelectorAll(".keys i")].map((key) => {
      const at = key.getBoundingClientRect()
      return element("rect", { ...place(at), width: at.width, height: at.height, rx: 2, fill: getComputedStyle(key).backgroundColor })
    })
    const texts = [...graph.querySelectorAll(".keys li, .note")].flatMap((text) => {
      const { color, fontFamily, fontSize, lineHeight } = getComputedStyle(text)
      const at = text.querySelector("i")?.nextSibling ?? text.firstChild
      const range = document.createRange()
      range.selectNodeContents(at)
      const box = range.getBoundingClientRect()
      const size = parseFloat(fontSize)
      return lines(at.textContent, `${fontSize} ${fontFamily}`, box.width + 1).map((line, number) => {
        const { x, y } = place(box)
        const row = element("text", { x, y: y + size + number * parseFloat(lineHeight), fill: color, "font-family": fontFamily, "font-size": size })
        row.textContent = line
        return row
      })
    })
    return [...keys, ...texts]
  }

  function lines(text, font, width) {
    const pen = document.createElement("canvas").getContext("2d")
    pen.font = font
    const found = [""]
    for (const word of text.split(/\s+/)) {
      const longer = `${found.at(-1)} ${word}`.trim()
      if (found.at(-1) && pen.measureText(longer).width > width) found.push(word)
      else found[found.length - 1] = longer
    }
    return found
  }

  function background(inner) {
    for (let at = inner; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor
      if (colour && !/^(transparent|rgba\(.*, 0\))$/.test(colour)) return colour
    }
    return "white"
  }

  // An image knows no font of the page, and other letters would be wider than the room that Plotly left for them.
  async function fontsOf(graph) {
    const used = getComputedStyle(graph).fontFamily + [...graph.querySelectorAll("text")].map((text) => getComputedStyle(text).fontFamily)
    const faces = [...document.styleSheets].flatMap(rules).filter((rule) => rule instanceof CSSFontFaceRule)
    const needed = faces.filter(({ style }) => used.includes(style.getPropertyValue("font-family").replace(/["']/g, "")))
    return (await Promise.all(needed.map(embedded))).join("\n")
  }

  function rules(sheet) {
    try {
      return [...sheet.cssRules]
    } catch {
      return [] // a sheet of another origin
    }
  }

  async function embedded(rule) {
    const address = rule.style.getPropertyValue("src").match(/url\(["']?(.+?)["']?\)/)?.[1]
    if (!address || address.startsWith("data:")) return rule.cssText
    const base = rule.parentStyleSheet.href ?? document.baseURI
    const answer = await fetch(new URL(address, base))
    return answer.ok ? rule.cssText.replace(address, await asData(await answer.blob())) : ""
  }

  function asData(blob) {
    return new Promise((resolve) => {
      const reader = new FileReader()
      reader.onload = () => resolve(reader.result)
      reader.readAsDataURL(blob)
    })
  }

  async function drawn({ whole, width, height }, fonts) {
    const style = element("style", {})
    style.textContent = fonts
    whole.prepend(style)
    const image = new Image()
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(whole))
    await image.decode()
    const canvas = document.createElement("canvas")
    canvas.width = width * SCALE
    canvas.height = height * SCALE
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
    return canvas.toDataURL("image/png")
  }

  function element(name, attributes) {
    const made = document.createElementNS(SVG, name)
    set(made, attributes)
    return made
  }

  function set(on, attributes) {
    for (const [name, value] of Object.entries(attributes)) on.setAttribute(name, value)
  }

  button.addEventListener("click", download)
  return () => button.removeEventListener("click", download)
}
