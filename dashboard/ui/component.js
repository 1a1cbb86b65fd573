// Shows markup in the page itself. A plain click on a link of ours changes the address and lets the server follow, as
// the browser's Back button does: no reload, one step of history, and any other click is the browser's own. A form does
// the same with what was filled in: several values of one name are joined by commas.
export default function (component) {
  const [data] = component.data
  const { parentElement } = component
  const root = parentElement.querySelector(".root")
  if (data.lang) document.documentElement.lang = data.lang
  if (data.work) watchWork(data.work)
  if (data.files) setFileTexts(data.files)

  if (root.shown !== data.html) {
    const held = parentElement.activeElement && parentElement.activeElement.id
    const open = [...root.querySelectorAll("details[open][id]")].map((one) => one.id)
    root.innerHTML = data.html
    root.shown = data.html
    for (const id of open) root.querySelector("#" + CSS.escape(id))?.setAttribute("open", "")
    const again = held && root.querySelector("#" + CSS.escape(held))
    if (again) again.focus()
    // Who came to another page by a link of ours begins at its heading, as on any page that is opened.
    const heading = window.scorecardArrives && root.querySelector("#content")
    if (heading) {
      window.scorecardArrives = false
      heading.focus({ preventScroll: true })
    }
    offerFiles(root)
  }

  const follow = (href, replace) => {
    const from = location.pathname
    window.scorecardWork?.begin()
    history[replace ? "replaceState" : "pushState"]({}, "", href)
    dispatchEvent(new PopStateEvent("popstate"))
    if (location.pathname !== from) {
      window.scorecardArrives = true
      const main = document.querySelector("[data-testid=stMain]")
      if (main) main.scrollTo(0, 0)
    }
  }
  // The browser looks for the part of a page that an address names in the document, which does not hold our markup.
  const reveal = () => {
    const part = location.hash && root.querySelector("#" + CSS.escape(decodeURIComponent(location.hash.slice(1))))
    if (!part || root.revealed === location.href) return
    root.revealed = location.href
    if (part.tagName === "DETAILS") part.open = true
    part.scrollIntoView()
    const first = part.hasAttribute("tabindex") ? part : part.querySelector("summary, a")
    first?.focus({ preventScroll: true })
  }
  root.onclick = (event) => {
    const link = event.target.closest("a[href]")
    const href = link && link.getAttribute("href")
    if (!href || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (href === "#start") {
      event.preventDefault()
      for (const one of FILES.roots) one.querySelector("[data-start]")?.focus()
    } else if (href.startsWith("#")) {
      event.preventDefault()
      history.replaceState(history.state, "", href)
      root.revealed = null
      reveal()
    } else if (href.startsWith("./")) {
      event.preventDefault()
      follow(new URL(href, location.href).href)
    }
  }
  root.onkeydown = (event) => {
    const sheet = event.key === "Escape" && root.querySelector(".guide[open]")
    if (sheet) {
      sheet.open = false
      sheet.querySelector("summary").focus()
      return
    }
    stepByKey(event)
  }
  root.onchange = (event) => {
    if (event.target.matches("select[data-go]")) follow(new URL(event.target.value, location.href).href)
  }
  root.onsubmit = (event) => {
    event.preventDefault()
    const href = new URL(event.target.getAttribute("action"), location.href)
    const filled = new FormData(event.target)
    // What is to be written goes to the server as it is, and never into the address: a link must change nothing.
    if (event.target.matches("[data-send]")) {
      const values = {}
      for (const name of new Set(filled.keys())) values[name] = filled.getAll(name).filter(Boolean)
      // The answer belongs to what is on the screen, whatever the page would show of itself by then.
      if (href.href !== location.href) history.replaceState(history.state, "", href)
      window.scorecardWork?.begin()
      component.setTriggerValue("sent", { at: Date.now(), values })
      return
    }
    for (const { name } of event.target.elements) {
      if (!name) continue
      const values = filled.getAll(name).filter(Boolean)
      if (values.length) href.searchParams.set(name, values.join(","))
      else href.searchParams.delete(name)
    }
    follow(href.href)
  }

  // A page that is gone through step by step names the key of each step; whoever types into a field means the field.
  const stepByKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (event.target.closest?.("input, select, textarea, [role=group][tabindex]")) return
    const roots = [...FILES.roots].filter((one) => one.isConnected)
    const link = roots.map((one) => one.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)).find(Boolean)
    if (!link) return
    event.preventDefault()
    follow(new URL(link.getAttribute("href"), location.href).href)
  }
  if (root.querySelector("a[data-key]") && !window.scorecardSteps) {
    window.scorecardSteps = true
    document.addEventListener("keydown", (event) => {
      if (event.target === document.body) window.scorecardStep?.(event)
    })
  }
  if (root.querySelector("a[data-key]")) window.scorecardStep = stepByKey

  reveal()
  if (data.go && root.went !== data.go) {
    root.went = data.go
    follow(new URL(data.go, location.href).href, true)
  }
}
