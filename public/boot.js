// Runs before the first paint: sets the chosen theme, and says so if the page program cannot be loaded.
// A file of its own, so that a content policy can forbid inline code. The page program owns the setting: the key
// "benyuan.theme" holds "light", "dark" or nothing (follow the device).
(function () {
  var theme = null;
  try {
    // A JSON string or the bare word: both spellings are accepted.
    theme = (localStorage.getItem("benyuan.theme") || "").replace(/"/g, "");
  } catch (e) {
    // Storage may be forbidden; the device's preference is the answer then.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  document.documentElement.dataset.theme = theme;

  function report() {
    var problem = document.getElementById("boot-problem");
    if (problem) problem.hidden = false;
  }
  // The capturing listener also sees files that could not be fetched. Once #boot is gone, both do nothing.
  addEventListener("error", report, true);
  addEventListener("unhandledrejection", report);
})();
