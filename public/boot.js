// Runs before the first paint: sets the chosen theme, starts the engine beside the page program, and reports if the
// page program cannot be loaded or has stopped. It is a file of its own, so that a content policy can forbid inline
// code. The page program owns the setting: the key "benyuan.theme" holds "light", "dark" or nothing (follow the
// device).
(function () {
  var theme = null;
  try {
    // A JSON string or the bare word; both are accepted.
    theme = (localStorage.getItem("benyuan.theme") || "").replace(/"/g, "");
  } catch (e) {
    // Storage may be forbidden; then the device's preference applies.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  document.documentElement.dataset.theme = theme;

  // Inside another page's frame the program could be spied on, or clicked without the user's knowledge. So there it
  // shows nothing of a store and starts nothing.
  if (window.top !== window.self) {
    addEventListener("DOMContentLoaded", function () {
      document.getElementById("framed").hidden = false;
    });
    return;
  }

  // Holds a lock with this page's version for as long as the page lives, so that the service worker keeps the version's
  // files.
  var build = document.querySelector('meta[name="benyuan-build"]');
  build = build ? build.content : "dev";
  if (build !== "dev" && navigator.locks) {
    navigator.locks.request("benyuan " + build, { mode: "shared" }, function () {
      return new Promise(function () {});
    });
  }

  // A number that this tab keeps over reloads. Without locks, it distinguishes this tab's previous page from another
  // tab.
  var tab = 0;
  try {
    tab = Number(sessionStorage.getItem("benyuan.tab")) || Math.floor(Math.random() * 9007199254740991);
    sessionStorage.setItem("benyuan.tab", tab);
  } catch (e) {
    // Without storage there is no number.
    tab = 0;
  }

  // The absolute address of a file beside the page, with the build id as its query.
  function address(file) {
    var url = new URL(file, document.baseURI);
    url.search = "v=" + build;
    return url.href;
  }

  // A program, compiled once for all workers, while the first of them is still starting. If that fails, for instance
  // because the host does not serve the file as WebAssembly, each worker loads it in its own way.
  var programs = {};
  function compiled(name) {
    var file = address(name + "_bg.wasm");
    programs[name] = programs[name] || Promise.resolve()
      .then(function () { return WebAssembly.compileStreaming(fetch(file)); })
      .catch(function () { return file; });
    return programs[name];
  }

  // A program in a worker, which finds its role in its global `benyuanRole`: the engine program is "engine" or "reader",
  // the keeper is "desk" or "automatic".
  //
  // It starts from a blob, not from the file itself: a content policy in the page applies to a blob's worker but not to
  // one loaded from a URL, and the blob can add the build id to the file's address, since the file has no hash in its
  // name. The compiled program is its first message, after the empty one of `engine`, if any. An error during the start
  // is thrown again outside the promise, where the page sees it as the worker's `error`.
  function worker(role) {
    var name = role === "desk" || role === "automatic" ? "keeper" : "engine";
    var script =
      "self.benyuanRole = " + JSON.stringify(role) + ";\n" +
      "self.benyuanTab = " + tab + ";\n" +
      "importScripts(" + JSON.stringify(address(name + ".js")) + ");\n" +
      "onmessage = function (event) {\n" +
      "  if (event.data instanceof ArrayBuffer) return;\n" +
      "  wasm_bindgen({ module_or_path: event.data })" +
      ".catch(function (e) { setTimeout(function () { throw e; }); });\n" +
      "};\n";
    var url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    var started = new Worker(url);
    compiled(name).then(function (program) { started.postMessage(program); });
    // Not immediately: some browsers have not read the blob yet.
    ["message", "error"].forEach(function (event) {
      started.addEventListener(event, function () { URL.revokeObjectURL(url); }, { once: true });
    });
    return started;
  }

  function script(file) {
    var element = document.createElement("script");
    element.src = address(file);
    document.head.appendChild(element);
  }

  // The capturing listener also sees files that could not be fetched.
  addEventListener("error", report, true);
  addEventListener("unhandledrejection", report);

  // Backup, restore and rescue are a page of their own, which needs neither the page program nor the engine: it opens
  // whatever became of those. The page program starts nothing without `benyuan`.
  if (new URLSearchParams(location.search).has("backup")) {
    window.benyuanBackup = { worker: worker };
    return script("backup.js");
  }

  // If the engine fails before the page program asks for it, the page program starts it again, and the failure is then
  // visible.
  var early = worker("engine");
  early.onerror = function () {
    early = null;
  };

  window.benyuan = {
    worker: worker,
    // First the early one, then new ones.
    engine: function () {
      if (!early) return worker("engine");
      var engine = early;
      early = null;
      engine.onerror = null;
      // It may have greeted before anybody listened, and greets again for an empty message. An engine that does not
      // listen yet loses that message, but has not greeted either.
      engine.postMessage(new ArrayBuffer(0));
      return engine;
    },
  };

  function report(event) {
    var problem = document.getElementById("boot-problem");
    if (problem) problem.hidden = false;
    else if ((event.error || event.reason) instanceof WebAssembly.RuntimeError) stopped();
  }
  // A program that has stopped no longer answers, so this script shows the last message.
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
  // Only where somebody has made a backup.
  try {
    if (localStorage.getItem("benyuan.backup")) script("watch.js");
  } catch (e) {
    // Without storage there is nothing to say of backups.
  }
})();
