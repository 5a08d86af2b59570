// Runs before the first paint: sets the chosen theme, starts the engine beside the page program, and says so if the page
// program cannot be loaded or has stopped.
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

  // A page shown inside another one could be looked through, or be pressed on without the user's knowing: it shows nothing of a
  // store and starts nothing.
  if (window.top !== window.self) {
    addEventListener("DOMContentLoaded", function () {
      document.getElementById("framed").hidden = false;
    });
    return;
  }

  // Says for as long as this page lives which version it is, so that the service worker keeps the version's files.
  var build = document.querySelector('meta[name="benyuan-build"]');
  build = build ? build.content : "dev";
  if (build !== "dev" && navigator.locks) {
    navigator.locks.request("benyuan " + build, { mode: "shared" }, function () {
      return new Promise(function () {});
    });
  }

  // A number that this tab keeps over reloads: where there are no locks, it tells the page before this one from another tab.
  var tab = 0;
  try {
    tab = Number(sessionStorage.getItem("benyuan.tab")) || Math.floor(Math.random() * 9007199254740991);
    sessionStorage.setItem("benyuan.tab", tab);
  } catch (e) {
    // Without storage there is none.
    tab = 0;
  }

  // The absolute address of a file beside the page, with the build id as its query.
  function address(file) {
    var url = new URL(file, document.baseURI);
    url.search = "v=" + build;
    return url.href;
  }

  // The engine program, compiled once for all workers, while the first of them still starts. Where that fails, for
  // instance because the host does not say that the file is WebAssembly, each worker loads it in its own way.
  var program = Promise.resolve()
    .then(function () { return WebAssembly.compileStreaming(fetch(address("engine_bg.wasm"))); })
    .catch(function () { return address("engine_bg.wasm"); });

  // The engine program in a worker that finds its role ("engine" or "reader") in its global `benyuanRole`.
  //
  // It starts from a blob, not from the file itself: a content policy given in the page reaches a blob's worker but not
  // one loaded from a URL, and the blob can carry the build id to the file, which has no hash in its name. The program
  // comes as its first message, but for the empty one of `engine`. A failure while it starts is thrown again outside the
  // promise, where the page can see it as the worker's `error`.
  function worker(role) {
    var script =
      "self.benyuanRole = " + JSON.stringify(role) + ";\n" +
      "self.benyuanTab = " + tab + ";\n" +
      "importScripts(" + JSON.stringify(address("engine.js")) + ");\n" +
      "onmessage = function (event) {\n" +
      "  if (event.data instanceof ArrayBuffer) return;\n" +
      "  wasm_bindgen({ module_or_path: event.data })" +
      ".catch(function (e) { setTimeout(function () { throw e; }); });\n" +
      "};\n";
    var url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    var started = new Worker(url);
    program.then(function (program) { started.postMessage(program); });
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

  function report(event) {
    var problem = document.getElementById("boot-problem");
    if (problem) problem.hidden = false;
    else if ((event.error || event.reason) instanceof WebAssembly.RuntimeError) stopped();
  }
  // A program that has stopped answers nothing more: the last word is said from here.
  function stopped() {
    if (document.getElementById("stopped")) return;
    var chinese = document.documentElement.lang.indexOf("zh") === 0;
    var place = add(document.body, "section", "toasts");
    place.id = "stopped";
    place.setAttribute("role", "alert");
    var notice = add(place, "div", "toast toast--problem");
    add(notice, "span", "toast__words").textContent = chinese
      ? "页面程序出错停下了。已保存的数据都在，请刷新本页。"
      : "The page has stopped. What was saved is safe; please reload.";
    var reload = add(notice, "button", "toast__action");
    reload.textContent = chinese ? "刷新本页" : "Reload";
    reload.onclick = function () { location.reload(); };
  }
  function add(parent, tag, name) {
    var element = document.createElement(tag);
    element.className = name;
    return parent.appendChild(element);
  }
  // The capturing listener also sees files that could not be fetched.
  addEventListener("error", report, true);
  addEventListener("unhandledrejection", report);
})();
