// Automatic backups while the program runs, and what is said of backups on its pages. Each backup is made by a worker of
// its own, the keeper as "automatic", which ends with it: its memory is only taken while it is needed. The keeper writes
// how it went into "benyuan.backup".
(function () {
  "use strict";
  // After the last change; writing goes on meanwhile.
  var PAUSE_MS = 4000;
  var KEY = "benyuan.backup";
  var DAY_MS = 86400000;
  var timer = null;
  var running = false;
  var again = false;

  // What is known of each store's backups, by the store's number, and of the one that is open.
  function known() {
    try {
      return JSON.parse(localStorage.getItem(KEY) || "{}") || {};
    } catch (e) {
      return {};
    }
  }

  function stand() {
    try {
      return known()[(localStorage.getItem("benyuan.store") || "").replace(/"/g, "")] || null;
    } catch (e) {
      return null;
    }
  }

  function keep(said) {
    var all = known();
    all[said.store] = { automatic: said.automatic, made: said.made, problem: said.problem };
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
    } catch (e) {
      // Nothing is said then; the backup is made all the same.
    }
  }

  function run() {
    timer = null;
    if (running) {
      again = true;
      return;
    }
    running = true;
    var keeper = benyuan.worker("automatic");
    function end() {
      keeper.terminate();
      running = false;
      paint();
      if (again) later();
      again = false;
    }
    // A keeper that cannot be loaded or has stopped makes no backup, which is said too.
    keeper.onerror = function () {
      var store = (localStorage.getItem("benyuan.store") || "").replace(/"/g, "");
      keep(Object.assign({}, stand(), {
        store: store,
        problem: words("自动备份没有成功：备份程序出错停下了。", "The automatic backup failed: its program stopped."),
      }));
      end();
    };
    keeper.onmessage = function (event) {
      var said = event.data;
      if (said.hello) {
        var now = new Date();
        keeper.postMessage({
          day: Math.floor((now.getTime() - now.getTimezoneOffset() * 60000) / DAY_MS),
          minute: now.getHours() * 60 + now.getMinutes(),
          ms: now.getTime(),
          lang: document.documentElement.lang,
        });
      } else if (said.ended) end();
      else if ("store" in said) keep(said);
    };
  }

  function later() {
    if (timer) clearTimeout(timer);
    timer = setTimeout(run, PAUSE_MS);
  }

  // `<backup-state>` says when the last backup was; `<backup-problem>` is there only if something is wrong.
  function words(chinese, english) {
    return document.documentElement.lang.indexOf("zh") === 0 ? chinese : english;
  }

  function age(made) {
    var days = Math.floor((Date.now() - made) / DAY_MS);
    if (days < 1) return words("最近的备份是今天", "Last backup: today");
    return words("最近的备份是 " + days + " 天前", "Last backup: " + days + (days === 1 ? " day ago" : " days ago"));
  }

  function paint() {
    document.querySelectorAll("backup-state, backup-problem").forEach(function (element) { element.paint(); });
  }

  function define(name, painted) {
    customElements.define(name, class extends HTMLElement {
      connectedCallback() { this.paint(); }
      paint() { painted(this, stand()); }
    });
  }

  define("backup-state", function (element, known) {
    element.textContent = known && known.made
      ? age(known.made) + words("，已验证。", ", verified.")
      : words("还没有备份。", "There is no backup yet.");
  });
  define("backup-problem", function (element, known) {
    element.hidden = !(known && known.problem);
    if (element.hidden) return element.replaceChildren();
    var link = document.createElement("a");
    link.className = "notice-line";
    link.href = "./?backup";
    link.textContent = known.problem + " " + words("去处理", "See to it");
    element.setAttribute("role", "alert");
    element.replaceChildren(link);
  });

  addEventListener("storage", function (event) { if (event.key === KEY) paint(); });
  // At each start it is looked whether the folder is still there, so that backups never stop without a word.
  if ((stand() || {}).automatic) run();
  if (window.BroadcastChannel) {
    new BroadcastChannel("benyuan saved").onmessage = function () {
      if ((stand() || {}).automatic) later();
    };
  }
})();
