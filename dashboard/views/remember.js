// Sets the cookie that the next visit begins with; an empty text takes it away.
const YEAR = 365 * 24 * 3600

export default function ({ data }) {
  const secure = location.protocol === "https:" ? "; secure" : ""
  const age = data.text ? YEAR : 0
  document.cookie = `${data.name}=${encodeURIComponent(data.text)}; path=/; max-age=${age}; samesite=lax${secure}`
}
