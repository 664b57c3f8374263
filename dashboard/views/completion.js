// Completes names of tables, columns and parameters in the editor of the SQL page: arrows choose, Tab takes, Escape closes.
const SHOWN = 8
const EDITOR = ".st-key-sql-editor textarea"

export default function ({ data, parentElement }) {
  const list = parentElement.querySelector("ul")
  let area = null
  let found = []
  let chosen = 0

  const word = () => area.value.slice(0, area.selectionStart).match(/[$\w]+$/)?.[0] ?? ""

  function close() {
    found = []
    list.hidden = true
  }

  function show() {
    const begun = word().toLowerCase()
    found = begun.length < 2 ? [] : data.names.filter((each) => each.name.toLowerCase().startsWith(begun)).slice(0, SHOWN)
    if (found.length === 1 && found[0].name.toLowerCase() === begun) found = []
    chosen = 0
    draw()
  }

  function draw() {
    list.hidden = !found.length
    list.replaceChildren(...found.map((each, place) => {
      const item = document.createElement("li")
      item.className = place === chosen ? "chosen" : ""
      const name = document.createElement("b")
      name.textContent = each.name
      const about = document.createElement("span")
      about.textContent = each.about
      item.append(name, about)
      item.onmousedown = (event) => { event.preventDefault(); chosen = place; take() }
      return item
    }))
  }

  function take() {
    const end = area.selectionStart
    const start = end - word().length
    const name = found[chosen].name
    const text = area.value.slice(0, start) + name + area.value.slice(end)
    // React takes a value only through the element's own setter and an event.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text)
    area.dispatchEvent(new Event("input", { bubbles: true }))
    area.setSelectionRange(start + name.length, start + name.length)
    close()
  }

  function key(event) {
    if (!found.length || event.ctrlKey || event.metaKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) chosen = (chosen + step + found.length) % found.length
    else if (event.key === "Tab") take()
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
    event.stopPropagation()
    draw()
  }

  // Heard on the document: Streamlit may draw the editor after this script, and anew.
  const inEditor = (then) => (event) => {
    if (!event.target.matches?.(EDITOR)) return
    area = event.target
    then(event)
  }
  const heard = { input: inEditor(show), keydown: inEditor(key), focusout: inEditor(close) }
  for (const [name, listener] of Object.entries(heard)) document.addEventListener(name, listener, true)
  if (document.activeElement?.matches(EDITOR)) {
    area = document.activeElement
    show()
  }
  return () => {
    for (const [name, listener] of Object.entries(heard)) document.removeEventListener(name, listener, true)
  }
}
