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

  // Says for as long as this page lives which version it is, so that the service worker keeps the version's files.
  var build = document.querySelector('meta[name="benyuan-build"]');
  if (build && navigator.locks) {
    navigator.locks.request("benyuan " + build.content, { mode: "shared" }, function () {
      return new Promise(function () {});
    });
  }

  function report() {
    var problem = document.getElementById("boot-problem");
    if (problem) problem.hidden = false;
  }
  // The capturing listener also sees files that could not be fetched. Once #boot is gone, both do nothing.
  addEventListener("error", report, true);
  addEventListener("unhandledrejection", report);
})();
