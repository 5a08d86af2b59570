// SQLite over OPFS as its documentation recommends it for one page: the pool of access handles, one transaction, one prepared
// statement, its own defaults for durability.
import start from "./index.mjs";

const size = value => (typeof value === "number" ? value : value.length);

async function store(pool) {
  const rows = await (await fetch("services.json")).json();
  const keys = Object.keys(rows[0]);
  const began = performance.now();
  const db = new pool.OpfsSAHPoolDb("/rows.db");
  db.exec(`CREATE TABLE rows (${keys.map(key => `"${key}"`).join()})`);
  db.transaction(() => {
    const insert = db.prepare(`INSERT INTO rows VALUES (${keys.map(() => "?").join()})`);
    for (const row of rows) insert.bind(Object.values(row)).stepReset();
    insert.finalize();
  });
  const whole = performance.now() - began;
  const count = db.selectValue("SELECT count(*) FROM rows");
  // Lets the files go, so that the next page can have them.
  db.close();
  pool.pauseVfs();
  return { whole, rows: count };
}

async function read(pool) {
  const began = performance.now();
  const db = new pool.OpfsSAHPoolDb("/rows.db");
  const rows = db.selectArrays("SELECT * FROM rows");
  let sum = 0;
  for (const row of rows) for (const value of row) sum += size(value);
  return { whole: performance.now() - began, rows: rows.length, sum };
}

try {
  const sqlite = await start();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name: "bench" });
  onmessage = async ({ data }) => {
    try {
      postMessage(await (data === "store" ? store(pool) : read(pool)));
    } catch (error) {
      postMessage({ failed: String(error) });
    }
  };
  postMessage({});
} catch (error) {
  postMessage({ failed: String(error) });
}
