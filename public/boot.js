// Runs before the first paint: sets the chosen theme, starts the engine beside the page program, and says so if the page
// program cannot be loaded.
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
  build = build ? build.content : "dev";
  if (build !== "dev" && navigator.locks) {
    navigator.locks.request("benyuan " + build, { mode: "shared" }, function () {
      return new Promise(function () {});
    });
  }

  // The absolute address of a file beside the page, with the build id as its query, as a JavaScript literal.
  function address(file) {
    var url = new URL(file, document.baseURI);
    url.search = "v=" + build;
    return JSON.stringify(url.href);
  }

  // The engine program in a worker that finds its role ("engine" or "reader") in its global `benyuanRole`.
  //
  // It starts from a blob, not from the file itself: a content policy given in the page reaches a blob's worker but not
  // one loaded from a URL, and the blob can carry the build id to both files, which have no hash in their names. A failure
  // while the program starts is thrown again outside the promise, where the page can see it as the worker's `error`.
  function worker(role) {
    var script =
      "self.benyuanRole = " + JSON.stringify(role) + ";\n" +
      "importScripts(" + address("engine.js") + ");\n" +
      "wasm_bindgen({ module_or_path: " + address("engine_bg.wasm") + " })" +
      ".catch(function (e) { setTimeout(function () { throw e; }); });\n";
    var url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    var started = new Worker(url);
    // Not at once: some browsers have not read the blob yet.
    ["message", "error"].forEach(function (event) {
      started.addEventListener(event, function () { URL.revokeObjectURL(url); }, { once: true });
    });
    return started;
  }

  // An engine that fails before the page program asks for it is started again by it, and then fails where it is seen.
  var early = worker("engine");
  early.onerror = function () {
    early = null;
  };

  window.benyuan = {
    worker: worker,
    // The early one, then new ones.
    engine: function () {
      if (!early) return worker("engine");
      var engine = early;
      early = null;
      engine.onerror = null;
      // It may have greeted when nobody listened, and does it again for an empty message. One that does not listen yet
      // loses the message, but has not greeted either.
      engine.postMessage(new ArrayBuffer(0));
      return engine;
    },
  };

  function report() {
    var problem = document.getElementById("boot-problem");
    if (problem) problem.hidden = false;
  }
  // The capturing listener also sees files that could not be fetched. Once #boot is gone, both do nothing.
  addEventListener("error", report, true);
  addEventListener("unhandledrejection", report);
})();
