// Tells the browser the page's language, for its voice, its hyphens and its number formats.
export default function ({ data }) {
  document.documentElement.lang = data.language
  // Streamlit's tables and date fields write numbers and days in `navigator.languages`, whatever the page speaks.
  Object.defineProperty(navigator, "languages", { value: [data.formats], configurable: true })
}
