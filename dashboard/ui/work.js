// While the server works on a choice the page says so, so that nobody reads old numbers beside a new choice: what is
// shown is dimmed, screen readers hear that it is busy, and one word when it is done. Once per document, for every page.
const SHOWN_AFTER_MS = 120
const GIVEN_UP_MS = 4000

function watchWork(texts) {
  if (window.scorecardWork) {
    window.scorecardWork.texts = texts
    return
  }
  const work = (window.scorecardWork = { texts, timer: null, busy: false, since: 0 })
  const style = document.createElement("style")
  style.textContent = `
    .scorecard-busy [data-testid=stMain] { opacity: .4; cursor: progress; }
    .scorecard-work { position: fixed; inset: 0 0 auto; margin: 8px auto; width: max-content; max-width: 90vw;
      padding: 6px 16px; border-radius: 16px; background: #1f2937; color: #fff; font: 600 14px sans-serif;
      z-index: 999999; pointer-events: none; }
    body:not(.scorecard-busy) .scorecard-work { clip-path: inset(50%); width: 1px; height: 1px; padding: 0;
      overflow: hidden; white-space: nowrap; }
    @media print { .scorecard-work { display: none; } }`
  const status = document.createElement("div")
  status.className = "scorecard-work"
  status.setAttribute("role", "status")
  status.setAttribute("aria-live", "polite")
  document.head.append(style)
  document.body.append(status)

  const running = () => document.querySelector("[data-test-script-state=running]") !== null
  const main = () => document.querySelector("[data-testid=stMain]")
  // Streamlit makes it a stop of the keyboard, where nothing can be done and no frame shows where one is.
  main()?.setAttribute("tabindex", "-1")
  const show = () => {
    work.timer = null
    work.busy = true
    document.body.classList.add("scorecard-busy")
    main()?.setAttribute("aria-busy", "true")
    status.textContent = work.texts.working
    // A choice that the server has nothing to do for must not leave the page dimmed.
    work.wait = setInterval(() => {
      if (!running() && Date.now() - work.since > GIVEN_UP_MS) end()
    }, 200)
  }
  const end = () => {
    clearTimeout(work.timer)
    clearInterval(work.wait)
    work.timer = null
    if (!work.busy) return
    work.busy = false
    document.body.classList.remove("scorecard-busy")
    main()?.setAttribute("aria-busy", "false")
    status.textContent = work.texts.done
  }
  work.begin = () => {
    work.since = Date.now()
    if (!work.timer && !work.busy) work.timer = setTimeout(show, SHOWN_AFTER_MS)
  }
  new MutationObserver(() => (running() ? work.begin() : end())).observe(document.body, {
    subtree: true,
    attributes: true,
    attributeFilter: ["data-test-script-state"],
  })
}
