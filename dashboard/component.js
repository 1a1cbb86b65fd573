// Shows markup in the page itself. A plain click on a link of ours changes the address and lets the server follow, as
// the browser's Back button does: no reload, one step of history, and any other click is the browser's own.
export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".root")
  if (data.lang) document.documentElement.lang = data.lang

  if (root.shown !== data.html) {
    const held = parentElement.activeElement && parentElement.activeElement.id
    root.innerHTML = data.html
    root.shown = data.html
    const again = held && root.querySelector("#" + CSS.escape(held))
    if (again) again.focus()
  }

  const go = (href) => {
    const from = location.pathname
    history.pushState({}, "", href)
    dispatchEvent(new PopStateEvent("popstate"))
    if (location.pathname !== from) {
      const main = document.querySelector("[data-testid=stMain]")
      if (main) main.scrollTo(0, 0)
    }
  }
  root.onclick = (event) => {
    const link = event.target.closest("a[href]")
    const own = link && link.getAttribute("href").startsWith("./")
    if (!own || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(link.href)
  }
  root.onchange = (event) => {
    if (event.target.matches("select[data-go]")) go(new URL(event.target.value, location.href).href)
  }
}
