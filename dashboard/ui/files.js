// Every table of a page can be had as CSV, every chart as PNG, SVG and CSV: made here of what is shown, so a file has
// the order, the columns and the filters of the page. Lists of single records are left out (`no-file`): they have
// buttons of their own, which note in the audit trail who takes them.
const FILES = { roots: new Set(), texts: null }
const SVG_NS = "http://www.w3.org/2000/svg"
const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
  "fill-opacity", "stroke-opacity", "font-size", "font-weight", "font-family", "text-anchor", "visibility", "display"]
const PICTURE_SCALE = 2
const MARGIN = 16
const LINE = 20

function offerFiles(root) {
  FILES.roots.add(root)
  if (!FILES.texts) return
  root.querySelectorAll(".files").forEach((bar) => bar.remove())
  for (const table of root.querySelectorAll("table:not(.no-file)")) {
    if (table.closest("[hidden]")) continue
    const name = words(table.caption)
    place(table, name, { csv: () => saveTable(table, name) })
  }
  for (const chart of root.querySelectorAll("svg[data-chart], [data-chart-above]")) {
    const name = chart.dataset.chart || chart.dataset.chartAbove
    const drawing = () => (chart.dataset.chartAbove ? above(root) : chart)
    const table = [...root.querySelectorAll("table")].find(
      (one) => chart.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
    place(chart, name, {
      png: () => savePicture(drawing(), name, "png"),
      svg: () => savePicture(drawing(), name, "svg"),
      ...(table ? { csv: () => saveTable(table, name) } : {}),
    })
  }
}

function setFileTexts(texts) {
  FILES.texts = texts
  // What is gone is forgotten first: a set that grows while it is walked has no end.
  for (const root of [...FILES.roots]) {
    if (root.isConnected) offerFiles(root)
    else FILES.roots.delete(root)
  }
}

// Streamlit draws charts beside our markup: the one that stands last before it.
function above(root) {
  const host = root.getRootNode().host
  const charts = [...document.querySelectorAll("[data-testid=stVegaLiteChart] svg")]
  return charts.filter((one) => host.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING).at(-1)
}

function place(shown, name, kinds) {
  const bar = document.createElement("p")
  bar.className = "files"
  bar.append(...Object.entries(kinds).map(([kind, save]) => {
    const button = document.createElement("button")
    button.type = "button"
    button.dataset.file = kind
    button.textContent = kind.toUpperCase()
    button.setAttribute("aria-label", `${FILES.texts.as} ${kind.toUpperCase()} – ${name}`)
    button.title = button.getAttribute("aria-label")
    button.onclick = save
    return button
  }))
  const outer = shown.closest(".scroll") || shown
  outer.after(bar)
}

function saveTable(table, name) {
  const { fictional, separator } = FILES.texts
  const rows = []
  let group = null
  const heads = [...table.tHead.rows[0].cells].map(words)
  for (const row of table.querySelectorAll("tbody tr")) {
    const cells = [...row.cells].map(words)
    if (row.classList.contains("group")) group = cells[0]
    else rows.push([...cells, ...(group === null ? [] : [group])])
  }
  if (group !== null) heads.push(FILES.texts.group)
  // A column of drawings alone tells a spreadsheet nothing.
  const kept = heads.map((head, at) => at).filter((at) => rows.some((row) => row[at]))
  const lines = [heads, ...rows].map((row, line) => [
    ...kept.map((at) => row[at] ?? ""),
    ...(fictional ? [line ? FILES.texts.yes : fictional] : []),
  ])
  const text = lines.map((row) => row.map((cell) => quoted(cell, separator)).join(separator)).join("\r\n")
  save(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }), name, "csv")
}

// What is read aloud is what is written: drawings and signs are left out, hidden words are not.
function words(element) {
  if (!element) return ""
  const copy = element.cloneNode(true)
  copy.querySelectorAll("[aria-hidden=true], svg").forEach((part) => part.remove())
  return copy.textContent.replace(/\s*\n\s*/g, " ").trim()
}

// A number is one that a spreadsheet knows; a text is no formula, whatever it begins with.
function quoted(text, separator) {
  let cell = text.replace(/^\u2212(?=[\d$])/, "-")
  if (/^[=+\-@\t\r]/.test(cell) && !/^[+-]?[$]?[\d.,\s\u00a0]+(\s?[%$])?$/.test(cell)) cell = "'" + cell
  return cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

// The drawing with the colours that it has on the page, its name above it and where it comes from below.
function picture(chart, name) {
  const box = chart.getBoundingClientRect()
  const style = getComputedStyle(document.querySelector("[data-testid=stApp]") || document.body)
  const width = Math.ceil(Math.max(box.width, 480))
  const height = Math.ceil(box.height)
  const copy = chart.cloneNode(true)
  const originals = [chart, ...chart.querySelectorAll("*")]
  ;[copy, ...copy.querySelectorAll("*")].forEach((part, at) => {
    const computed = getComputedStyle(originals[at])
    for (const property of PAINT) {
      const value = computed.getPropertyValue(property)
      if (value) part.setAttribute(property, value)
    }
    for (const extra of ["class", "style", "tabindex", "href"]) part.removeAttribute(extra)
  })
  const title = wrapped(name, width, 16)
  const source = wrapped(FILES.texts.source, width, 12)
  const top = MARGIN + title.length * LINE + 6
  const whole = element("svg", { xmlns: SVG_NS, width: width + 2 * MARGIN, role: "img", "aria-label": name })
  const full = top + height + 10 + source.length * LINE + MARGIN / 2
  whole.setAttribute("height", full)
  whole.setAttribute("viewBox", `0 0 ${width + 2 * MARGIN} ${full}`)
  const ink = style.color
  const font = style.fontFamily
  whole.append(element("rect", { width: "100%", height: "100%", fill: style.backgroundColor }))
  title.forEach((line, at) => whole.append(element("text", {
    x: MARGIN, y: MARGIN + 14 + at * LINE, "font-size": 16, "font-weight": 700, fill: ink, "font-family": font }, line)))
  for (const [key, value] of [["x", MARGIN], ["y", top], ["width", Math.ceil(box.width)], ["height", height],
    ["overflow", "visible"]])
    copy.setAttribute(key, value)
  if (!copy.getAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${box.width} ${height}`)
  whole.append(copy)
  source.forEach((line, at) => whole.append(element("text", {
    x: MARGIN, y: top + height + 24 + at * LINE, "font-size": 12, fill: ink, "font-family": font }, line)))
  return whole
}

function wrapped(text, width, size) {
  const most = Math.floor(width / (size * 0.56))
  const lines = [""]
  for (const word of text.split(" ")) {
    if (lines.at(-1) && lines.at(-1).length + word.length + 1 > most) lines.push(word)
    else lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim()
  }
  return lines
}

function element(name, attributes, text) {
  const made = document.createElementNS(SVG_NS, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  if (text) made.textContent = text
  return made
}

async function savePicture(chart, name, kind) {
  const drawing = picture(chart, name)
  const text = new XMLSerializer().serializeToString(drawing)
  if (kind === "svg") return save(new Blob([text], { type: "image/svg+xml" }), name, kind)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = drawing.getAttribute("width") * PICTURE_SCALE
  canvas.height = drawing.getAttribute("height") * PICTURE_SCALE
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => save(blob, name, kind), "image/png")
}

function save(blob, name, kind) {
  const plain = name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = `${FILES.texts.name}_${plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60)}.${kind}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
