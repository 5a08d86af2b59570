// The window of backup, restore and rescue (`?backup`). The keeper, a worker, draws every page and knows every rule; this
// script hands it what was pressed, lays in what it draws, and does what only a window can: save, share, choose a folder.
// `boot.js` loads it instead of the page program.
(function () {
  "use strict";
  var keeper = benyuanBackup.worker("desk");
  var main;
  var busy = false;
  // The file that can be saved or shared, and the folder that backups go to.
  var file = null;
  var folder = null;

  function stored(key) {
    try {
      return (localStorage.getItem(key) || "").replace(/"/g, "");
    } catch (e) {
      return "";
    }
  }

  var lang = stored("benyuan.lang") || "zh";

  function shares() {
    try {
      var probe = new File(["x"], "x.benyuan", { type: "application/octet-stream" });
      return Boolean(navigator.canShare && navigator.canShare({ files: [probe] }));
    } catch (e) {
      return false;
    }
  }

  // What the keeper cannot know: the device's day, language, and what the browser offers.
  function moment() {
    var now = new Date();
    var day = Math.floor((now.getTime() - now.getTimezoneOffset() * 60000) / 86400000);
    return {
      day: day,
      minute: now.getHours() * 60 + now.getMinutes(),
      ms: now.getTime(),
      lang: lang,
      folders: "showDirectoryPicker" in window,
      share: shares(),
      secure: window.isSecureContext,
    };
  }

  function press(act, more) {
    if (busy) return;
    busy = true;
    main.setAttribute("aria-busy", "true");
    keeper.postMessage(Object.assign(moment(), { act: act, of: "", values: {} }, more));
  }

  keeper.onmessage = function (event) {
    var said = event.data;
    if (said.hello) press(location.hash === "#rescue" ? "rescue" : "home");
    else if ("body" in said) show(said);
    else if ("total" in said) progress(said.done, said.total);
    else if ("store" in said) tell(said);
    else if (said.failed) stop(said.failed);
  };
  keeper.onerror = function () {
    stop("");
  };

  function show(page) {
    busy = false;
    document.title = page.title;
    var typed = values(main);
    main.innerHTML = page.body;
    main.removeAttribute("aria-busy");
    // What was typed stays if it was refused.
    if (main.querySelector(".desk__said--bad[data-role=said]")) restore(typed);
    page.effects.forEach(carryOut);
    window.scrollTo(0, 0);
  }

  function key(input) {
    var form = input.form;
    return form ? [form.dataset.act, form.dataset.role, form.dataset.of, input.name].join(" ") : "";
  }

  function values(place) {
    var typed = {};
    place.querySelectorAll("form input").forEach(function (input) {
      typed[key(input)] = input.value;
    });
    return typed;
  }

  function restore(typed) {
    main.querySelectorAll("form input").forEach(function (input) {
      if (!typed[key(input)]) return;
      input.value = typed[key(input)];
      var folded = input.closest("details");
      if (folded) folded.open = true;
    });
  }

  function progress(done, total) {
    var bar = main.querySelector("progress");
    if (!bar) {
      bar = document.createElement("progress");
      bar.className = "desk__progress";
      main.insertBefore(bar, main.firstChild);
    }
    bar.max = total || 1;
    bar.value = done;
  }

  // The keeper is gone: the records are as they were.
  function stop(why) {
    busy = false;
    main.removeAttribute("aria-busy");
    var notice = document.createElement("p");
    notice.className = "desk__said desk__said--bad";
    notice.setAttribute("role", "alert");
    notice.textContent = lang === "zh"
      ? "没有完成，数据仍是之前的样子。请刷新本页再试。" + why
      : "Not done; the records are as before. Reload the page and retry. " + why;
    main.insertBefore(notice, main.firstChild);
  }

  function carryOut(effect) {
    if (effect.do === "print") window.print();
    if (effect.do === "go") location.href = effect.to;
    if (effect.do === "save") {
      file = new File([effect.blob], effect.name, { type: effect.blob.type });
      save();
    }
  }

  function save() {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  // The file is there before the tap, because a browser shares only at once. Whoever closes the sheet made no mistake.
  function share(button) {
    navigator.share({ files: [file] }).catch(function (why) {
      if (why.name === "AbortError") return;
      var hint = document.createElement("p");
      hint.className = "desk__said desk__said--bad";
      hint.setAttribute("role", "alert");
      hint.textContent = button.dataset.refused;
      button.parentNode.after(hint);
    });
  }

  function pick() {
    window.showDirectoryPicker({ mode: "readwrite", id: "benyuan" }).then(function (picked) {
      folder = picked;
      press("folder", { folder: folder });
    }, function (why) {
      if (why.name !== "AbortError") press("folder");
    });
  }

  function allow() {
    var asked = folder && folder.requestPermission ? folder.requestPermission({ mode: "readwrite" }) : Promise.resolve();
    asked.then(function () { press("folder"); }, function () { press("folder"); });
  }

  // How the backups stand, for the pages of the program (`watch.js`).
  function tell(said) {
    if (said.folder) folder = said.folder;
    try {
      var all = JSON.parse(localStorage.getItem("benyuan.backup") || "{}") || {};
      all[said.store] = { automatic: said.automatic, made: said.made, problem: said.problem };
      localStorage.setItem("benyuan.backup", JSON.stringify(all));
    } catch (e) {
      // Without storage the pages outside say nothing of backups.
    }
  }

  function listen() {
    main.addEventListener("click", function (event) {
      var pressed = event.target.closest("button");
      if (!pressed || busy) return;
      if (pressed.dataset.folder === "pick") return pick();
      if (pressed.dataset.folder === "again") return allow();
      if ("again" in pressed.dataset) return save();
      if ("share" in pressed.dataset) return share(pressed);
      if (pressed.dataset.act) press(pressed.dataset.act, { of: pressed.dataset.of || "" });
    });
    main.addEventListener("submit", function (event) {
      event.preventDefault();
      var form = event.target;
      var typed = {};
      new FormData(form).forEach(function (value, name) { typed[name] = value; });
      press(form.dataset.act, { of: form.dataset.of || "", values: typed });
    });
    main.addEventListener("change", function (event) {
      var chosen = event.target;
      if (chosen.type === "file" && chosen.files[0]) press(chosen.dataset.file, { file: chosen.files[0] });
    });
    // What is being written into the database must not be left half way without a word.
    addEventListener("beforeunload", function (event) { if (busy) event.preventDefault(); });
  }

  function begin() {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    var boot = document.getElementById("boot");
    if (boot) boot.remove();
    main = document.createElement("main");
    main.id = "desk";
    main.className = "desk-page";
    main.setAttribute("aria-busy", "true");
    document.body.appendChild(main);
    listen();
  }
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
