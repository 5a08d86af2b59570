// Put into every page before its own code: what a user waits for, and how long the page's thread was busy meanwhile.
"use strict";
window.probe = (() => {
  const tasks = [];
  const keep = entries => entries.forEach(({ startTime, duration }) => tasks.push([startTime, duration]));
  const observer = new PerformanceObserver(list => keep(list.getEntries()));
  observer.observe({ type: "longtask", buffered: true });

  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
  const area = element => { const box = element?.getBoundingClientRect(); return box ? box.width * box.height : 0; };

  // The time at which the map is on the screen: it is there in one frame, painted with the next.
  const mapShown = async () => {
    while (!area(document.querySelector(".figure svg"))) await frame();
    await frame();
    return performance.now();
  };

  // Tasks of more than 50 ms, the browser's own bound, that touch the time between.
  const busy = async (from, until) => {
    await pause(300);
    keep(observer.takeRecords());
    return tasks.filter(([start, length]) => start + length > from && start < until).map(([, length]) => length);
  };

  // The next choice of a file anywhere in the page.
  const chosen = () => new Promise(resolve => addEventListener("change", event => {
    resolve({ files: [...event.target.files], from: performance.now() });
  }, { capture: true, once: true }));

  const changes = () => new Promise(resolve => {
    const watch = new MutationObserver(() => { watch.disconnect(); resolve(); });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });

  const text = css => [...document.querySelectorAll(css)].map(element => element.innerText).join(" ");

  // A user who presses the import button the moment it can be pressed, and waits for the words that it is saved.
  const importing = async () => {
    const { from } = await chosen();
    const button = () => document.querySelector("[data-role=import]:not(:disabled)");
    while (!button()) {
      if (document.querySelector(".failures__one")) throw text(".failures__one");
      await changes();
    }
    const pressed = performance.now();
    button().click();
    while (!document.querySelector(".toast")) await changes();
    const saved = performance.now();
    const said = text(".toast");
    const shown = await mapShown();
    const busyIn = [await busy(from, pressed), await busy(pressed, saved), await busy(saved, shown)];
    return { read: pressed - from, saved: saved - from, shown: shown - from, said, tasks: await busy(from, shown), busyIn };
  };

  // From pressing a button until something is there and the page of backups rests.
  const pressing = async (button, there) => {
    const from = performance.now();
    document.querySelector(button).click();
    await changes();
    while (document.querySelector("#desk[aria-busy]") || !document.querySelector(there)) await changes();
    if (document.querySelector(".desk__said--bad")) throw text(".desk__said--bad");
    return { whole: performance.now() - from };
  };

  // How long a fixed piece of work takes at best, here and in a worker: says what the slowed processor really slows.
  const work = () => {
    let best = Infinity;
    for (let round = 0; round < 20; round++) {
      const start = performance.now();
      for (let at = 0, x = 1; at < 2e6; at++) x = (x * 31 + at) | 0;
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  const workInWorker = () => new Promise(resolve => {
    const script = new Blob([`postMessage((${work})())`], { type: "text/javascript" });
    const worker = new Worker(URL.createObjectURL(script));
    worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
  });
  const pace = async () => ({ page: work(), worker: await workInWorker() });

  // What a page alone has.
  const pages = [
    ["#/map", "[data-figure=map]"],
    ["#/scorecard", "[data-foot=measures]"],
    ["", "[data-phone]"],
  ];
  const there = async css => { while (!area(document.querySelector(css))) await frame(); await frame(); };
  const somebody = async () => {
    location.hash = "#/list?of=node.quote.leaked";
    await there(".people__open b");
    return document.querySelector(".people__open").hash;
  };

  // Each turn from the change of the address to painted; the first ones warm up.
  const turnPages = async () => {
    const times = [], person = await somebody();
    for (let round = 0; round < 25; round++) {
      for (const [address, css] of pages) {
        const from = performance.now();
        location.hash = address || person;
        await there(css);
        if (round > 4) times.push(performance.now() - from);
      }
    }
    return times;
  };

  const turnLanguages = async () => {
    const times = [];
    location.hash = "#/settings";
    await there("[data-set]");
    for (let round = 0; round < 24; round++) {
      const [set, title] = round % 2 ? ["lang=zh", "设置"] : ["lang=en", "Settings"];
      const from = performance.now();
      document.querySelector(`[data-set="${set}"]`).click();
      while (document.querySelector("h1")?.innerText !== title) await frame();
      await frame();
      if (round > 3) times.push(performance.now() - from);
    }
    return times;
  };

  const typed = (form, name, value) => {
    const field = form.querySelector(`[name=${name}]`);
    if (field.type === "hidden") return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // From the press of the button to the words that it is saved, and to the record with the follow-up in it.
  const followUp = async () => {
    const form = document.querySelector("#follow-up");
    form.querySelector("[name=outcome]").click();
    typed(form, "who", "陈立");
    const events = () => document.querySelectorAll("#events .event").length;
    const before = events(), from = performance.now();
    let saved = 0, record = 0;
    form.requestSubmit();
    while (!saved || !record) {
      await changes();
      if (!saved && document.querySelector(".toast")) saved = performance.now() - from;
      if (!record && events() > before) { await frame(); record = performance.now() - from; }
    }
    document.querySelector(".toast__close")?.click();
    return { saved, record };
  };

  const turned = async (address, css) => {
    const from = performance.now();
    location.hash = address;
    await there(css);
    return performance.now() - from;
  };

  // Follow-ups of different people, and after each the pages of today; then the same pages of other periods.
  const edits = async () => {
    const list = "#/list?of=prospects.all";
    location.hash = list;
    await there(".people__open b");
    const people = [...document.querySelectorAll(".people__open")].slice(0, 27).map(one => one.hash);
    const today = [["list", list, ".people__open b"], ["map", "#/map", "[data-figure=map] svg"],
      ["funnel", "#/funnel", "[data-figure=funnel] svg"]];
    const ours = { saved: [], record: [], list: [], map: [], funnel: [] }, anew = { list: [], map: [], funnel: [] };
    for (let round = 0; round < people.length; round++) {
      await turned(people[round], "#follow-up");
      await pause(300);
      const { saved, record } = await followUp();
      const keep = (times, key, time) => { if (round > 2) times[key].push(time); };
      keep(ours, "saved", saved);
      keep(ours, "record", record);
      for (const [key, address, css] of today) keep(ours, key, await turned(address, css));
    }
    for (let round = 1; round <= 5; round++) {
      for (const [key, address, css] of today) {
        await turned("#/settings", "[data-set]");
        const period = `from=2025-01-${10 + round}&to=2025-12-31`;
        anew[key].push(await turned(`${address}${address.includes("?") ? "&" : "?"}${period}`, css));
      }
    }
    return { ours, anew };
  };

  return { pages: turnPages, edits, languages: turnLanguages, mapShown, busy, chosen, importing, pressing, pace };
})();
