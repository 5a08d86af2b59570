// What the console shows, kept for a reader: for engines whose driver does not tell it. The host puts it before boot.js.
(() => {
  const said = (window.witness = []);
  const tell = (level, words) => said.push(`${level} ${words.map(String).join(" ")}`);
  for (const level of ["warn", "error"]) {
    const own = console[level];
    console[level] = (...words) => {
      tell(level, words);
      own.apply(console, words);
    };
  }
  const missing = (element) => `${element.src || element.href} did not load`;
  addEventListener("error", (event) => tell("error", [event.message || missing(event.target)]), true);
  addEventListener("unhandledrejection", (event) => tell("rejection", [event.reason]));
  addEventListener("securitypolicyviolation", (event) => tell("policy", [event.violatedDirective, event.blockedURI]));
})();
