// Tells the browser the page's language, for its voice, its hyphens and its number formats, and keeps cookies.
const A_YEAR = 60 * 60 * 24 * 365

export default function ({ data }) {
  document.documentElement.lang = data.language
  // Streamlit's tables and date fields write numbers and days in `navigator.languages`, whatever the page speaks.
  Object.defineProperty(navigator, "languages", { value: [data.formats], configurable: true })
  for (const [name, value] of Object.entries(data.cookies)) {
    document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${A_YEAR}; samesite=lax`
  }
}
