// Says in the page's language what Streamlit says in English and has no option for: names for those who hear the
// page, and the words of its lists and of the place for files. `labels` are pairs of a text, which may have one
// `{name}`, and its translation.
const NAMES = ["aria-label", "placeholder", "title"]
const WORDS = "[data-testid=stMultiSelectDropdown], [data-testid=stSelectboxVirtualDropdown], [role=listbox], [data-testid=stFileUploader], [role=dialog]"
const given = new WeakMap() // by node: what Streamlit wrote and what stands there instead, for each attribute or text
let spoken = []

function speak(labels) {
  spoken = labels.map(([text, translation]) => [new RegExp(`^${text.replace("{name}", "(.+)")}$`), translation])
  if (!spoken.length && !window.labels) return
  window.labels?.disconnect()
  translate(document.body)
  if (!spoken.length) return
  window.labels = new MutationObserver((changes) => changes.forEach(heed))
  window.labels.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: NAMES })
}

function heed({ type, target, attributeName, addedNodes }) {
  if (type === "attributes") rename(target, attributeName)
  else if (type === "characterData") rewrite(target)
  else for (const node of addedNodes) node.nodeType === Node.TEXT_NODE ? rewrite(node) : translate(node)
}

function translate(root) {
  if (!root.querySelectorAll || root instanceof SVGElement) return
  for (const name of NAMES) for (const each of [root, ...root.querySelectorAll(`[${name}]`)]) rename(each, name)
  for (const list of root.closest(WORDS) ? [root] : root.querySelectorAll(WORDS)) {
    const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) rewrite(texts.currentNode)
  }
}

function rename(element, name) {
  const now = element.getAttribute(name)
  const said = now && instead(element, name, now)
  if (said && said !== now) element.setAttribute(name, said)
}

function rewrite(text) {
  if (!text.parentElement?.closest(WORDS)) return
  const said = instead(text, "text", text.nodeValue)
  if (said !== text.nodeValue) text.nodeValue = said
}

// What stands there may be ours, of the language before: then it is the English that is translated anew.
function instead(node, name, now) {
  const known = given.get(node) ?? {}
  const english = known[name]?.said === now ? known[name].english : now
  const said = say(english)
  if (said !== english || known[name]) given.set(node, { ...known, [name]: { english, said } })
  return said
}

function say(english) {
  for (const [pattern, translation] of spoken) {
    const found = english.match(pattern)
    if (found) return translation.replace("{name}", () => say(found[1] ?? ""))
  }
  return english
}
