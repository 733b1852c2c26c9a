/*
 * Người giữ bài trong máy (service worker): mất mạng vẫn đọc được, đọc lại không tốn mạng.
 *
 * Danh sách LIST ghi mọi trang, mọi tệp kèm dấu vân tay của nội dung. Thứ gì cũng cất theo dấu vân tay và chỉ cất khi
 * đúng dấu: trang đăng nhập wifi chen ngang, tệp tải dở đều bị bỏ. Một trang cất làm hai phần: khung chung (một lần cho
 * mọi trang) và lời riêng; scripts/camnang/outputs/offline_pieces.py tách theo đúng cách này khi dựng.
 *
 * Bản mới chờ ở ngoài tới khi đã tải đủ phần đổi của những gì người đọc chọn lưu; tới lúc đó bản cũ vẫn dùng nguyên vẹn.
 */
(() => {
  const LIST = "%DANH_SACH%";
  const OFFLINE = "%TRANG_LUU%";
  const BASE = new URL("./", location).pathname;
  const STORE = "camnang:" + BASE;
  const KEPT = BASE + "luu/giu/"; /* địa chỉ giả để cất, không có trên máy chủ */
  const CHOSEN = KEPT + "chon"; /* những phần người đọc đã chọn lưu */
  const CORE_FOLDERS = ["", "gap"];
  const CORE = 1;
  const ASKED = 0; /* tờ in: chỉ cất khi được gọi tên */
  const QUIET = 2500; /* trăm byte: bản mới cần không quá chừng này thì tải luôn, khỏi hỏi */
  const AT_ONCE = 6;
  const CUT = /(?=<\/?(?:title|style|script|header|main|footer|meta|link)\b)/;

  const fingerprint = async (content) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 6);
    return btoa(String.fromCharCode(...hash)).replace(/\+/g, "-").replace(/\//g, "_");
  };

  /* ── Tách và ghép trang ─────────────────────────────────────────────────── */

  const cut = (html) => {
    const start = html.indexOf("<article");
    const end = html.lastIndexOf("</article>");
    if (end < 0) return [html];
    return [...html.slice(0, start).split(CUT), html.slice(start, end), ...html.slice(end).split(CUT)].filter(Boolean);
  };

  const ownWords = (box, html) => {
    const own = [];
    let inFrame = true;
    for (const piece of cut(html)) {
      const shared = box.isFrame.has(piece);
      if (!shared && inFrame) own.push(piece);
      else if (!shared) own[own.length - 1] += piece;
      inFrame = shared;
    }
    return own.join("\0");
  };

  const wholePage = (box, entry, own) => {
    const parts = own.split("\0");
    const html = box.list.khuon[entry.shape].map((place) => (place < 0 ? parts.shift() : box.frame[place])).join("");
    return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  };

  /* ── Lấy về, đúng dấu mới nhận ──────────────────────────────────────────── */

  /* Thử bản có sẵn trong bộ nhớ đệm của trình duyệt trước, sai dấu mới hỏi máy chủ. */
  const bring = async (path, mark, read) => {
    for (const cache of ["default", "reload"]) {
      const response = await fetch(BASE + path, { cache });
      const content = await read(response);
      if (response.ok && (await fingerprint(content)) === mark) return { content, type: response.headers.get("Content-Type") };
    }
    throw new Error("changed");
  };

  const named = (mark) => "luu/" + mark + ".json";
  const asText = (response) => response.text();
  const asBytes = (response) => response.arrayBuffer();
  const nameOf = (entry) => (entry.use === ASKED ? entry.path : entry.mark);
  const keyOf = (entry) => KEPT + nameOf(entry);
  const keptOf = (box, entry) => box.store.match(keyOf(entry));
  const isFresh = (entry, kept) => kept && (entry.use !== ASKED || kept.headers.get("X-Dau") === entry.mark);

  const put = (box, entry, content, type) =>
    box.store.put(keyOf(entry), new Response(content, { headers: { "Content-Type": type || "text/plain", "X-Dau": entry.mark } }));

  const fetchEntry = async (box, entry) => {
    const read = entry.shape === undefined ? asBytes : async (response) => ownWords(box, await response.text());
    const { content, type } = await bring(encodeURI(entry.path), entry.mark, read);
    await put(box, entry, content, type);
  };

  const fetchBundle = async (box, mark) => {
    const { content } = await bring(named(mark), mark, asText);
    for (const own of JSON.parse(content)) {
      const entry = box.byMark.get(await fingerprint(own));
      if (entry) await put(box, entry, own);
    }
  };

  /* ── Danh sách ──────────────────────────────────────────────────────────── */

  let opening = null;
  const open = () => {
    opening = opening || readList();
    opening.catch(() => (opening = null));
    return opening;
  };

  /* Danh sách và khung: có trong máy thì dùng, chưa có thì lấy về cất. */
  const readNamed = async (store, mark) => {
    const kept = await store.match(KEPT + mark);
    if (kept) return kept.json();
    const { content } = await bring(named(mark), mark, asText);
    await store.put(KEPT + mark, new Response(content));
    return JSON.parse(content);
  };

  const readList = async () => {
    const store = await caches.open(STORE);
    const list = await readNamed(store, LIST);
    const frame = await readNamed(store, list.khung);
    const box = { store, list, frame, isFrame: new Set(frame), byPath: new Map(), byMark: new Map(), byCode: new Map(), groups: [] };
    const add = (entry) => {
      box.byPath.set(entry.path, entry);
      box.byMark.set(entry.mark, entry);
      if (entry.code) box.byCode.set(entry.code, entry);
      return entry;
    };
    for (const [folder, title, bundles] of list.nhom) {
      const core = CORE_FOLDERS.includes(folder);
      const at = folder && folder + "/";
      box.groups.push({
        folder: at,
        title,
        bundles: bundles.map(([mark, size, pages]) => ({
          mark,
          size,
          pages: pages.map(([name, shape, own, weight, code]) => add({ path: at + name, shape, mark: own, size: weight, code, core })),
        })),
      });
    }
    box.files = list.tep.map(([path, mark, size, use]) => add({ path, mark, size, use, core: use === CORE }));
    return box;
  };

  /* ── Còn thiếu gì ───────────────────────────────────────────────────────── */

  const held = async (box) => new Set((await box.store.keys()).map((key) => decodeURI(new URL(key.url).pathname.slice(KEPT.length))));

  const chosen = async (box) => {
    const kept = await box.store.match(CHOSEN);
    return kept ? kept.json() : [];
  };

  /* Một phần là một đầu địa chỉ: "" là tất cả, "gap/" là một nhóm, "gap/x.html" là một trang, tờ in phải gọi đúng tên. */
  const within = (scopes) => (entry) =>
    entry.use === ASKED ? scopes.includes(entry.path) : scopes.some((scope) => entry.path.startsWith(scope));

  const cost = (parts) => parts.reduce((sum, part) => sum + part.size, 0);

  /* Việc phải làm để có đủ những gì cần; thiếu nhiều trang của một gói thì lấy cả gói, thiếu ít thì lấy từng trang. */
  const jobsFor = (box, have, wanted) => {
    const lacking = (entry) => wanted(entry) && !have.has(nameOf(entry));
    const jobs = [];
    for (const { bundles } of box.groups)
      for (const bundle of bundles) {
        const pages = bundle.pages.filter(lacking);
        if (cost(pages) > bundle.size) jobs.push({ bundle: bundle.mark, size: bundle.size, pages: pages.length });
        else jobs.push(...pages.map((page) => ({ path: page.path, size: page.size, pages: 1 })));
      }
    jobs.push(...box.files.filter(lacking).map((file) => ({ path: file.path, size: file.size, pages: 0 })));
    return jobs;
  };

  const work = (box, job) => (job.bundle ? fetchBundle(box, job.bundle) : fetchEntry(box, box.byPath.get(job.path)));

  const workAll = async (box, jobs) => {
    for (let at = 0; at < jobs.length; at += AT_ONCE) await Promise.all(jobs.slice(at, at + AT_ONCE).map((job) => work(box, job)));
  };

  /* Phần đổi của những gì người đọc đã chọn; tờ in thì bản cũ dùng tiếp, mở lại khi có mạng là có bản mới. */
  const due = async (box, have) => {
    const scopes = within(await chosen(box));
    return jobsFor(box, have, (entry) => entry.use !== ASKED && scopes(entry));
  };

  /* ── Vòng đời ───────────────────────────────────────────────────────────── */

  const install = async () => {
    const box = await open();
    await workAll(box, jobsFor(box, await held(box), (entry) => entry.core));
    const jobs = await due(box, await held(box));
    const saving = navigator.connection && navigator.connection.saveData;
    if (!saving && cost(jobs) <= QUIET) await workAll(box, jobs).catch(() => {});
  };

  /* Bỏ những gì bản này không còn; của nơi khác, bản khác địa chỉ thì không đụng tới. */
  const sweep = async () => {
    const box = await open();
    const stays = (name) => name === "chon" || name === LIST || name === box.list.khung || box.byMark.has(name) || box.byPath.has(name);
    for (const name of await held(box)) if (!stays(name)) await box.store.delete(KEPT + encodeURI(name));
    await clients.claim();
  };

  addEventListener("install", (event) => event.waitUntil(install()));
  addEventListener("activate", (event) => event.waitUntil(sweep()));

  /* ── Trả lời trình duyệt ────────────────────────────────────────────────── */

  const SHORT = /^([A-Z]\d{3})(?:\/(?:index\.html)?)?$/;

  /* Mã ngắn trên tờ in: bài đã có trong máy thì mở thẳng, khỏi cần mạng. */
  const shortCode = async (box, path) => {
    const found = SHORT.exec(path);
    const entry = found && box.byCode.get(found[1]);
    return entry && (await keptOf(box, entry)) ? Response.redirect(BASE + entry.path) : null;
  };

  const keepCopy = async (box, entry, response) => {
    const content = entry.shape === undefined ? await response.arrayBuffer() : ownWords(box, await response.text());
    if ((await fingerprint(content)) === entry.mark) await put(box, entry, content, response.headers.get("Content-Type"));
  };

  const answer = async (event, path) => {
    const box = await open().catch(() => null);
    const redirect = box && (await shortCode(box, path));
    if (redirect) return redirect;
    const entry = box && box.byPath.get(path);
    const kept = entry && (await keptOf(box, entry));
    if (isFresh(entry, kept)) return entry.shape === undefined ? kept : wholePage(box, entry, await kept.text());
    try {
      const fresh = await fetch(event.request);
      const worth = entry && fresh.ok && (entry.use !== ASKED || kept);
      if (worth) event.waitUntil(keepCopy(box, entry, fresh.clone()).catch(() => {}));
      return fresh;
    } catch (lost) {
      if (kept) return kept;
      if (event.request.mode !== "navigate" || path === OFFLINE) return Response.error();
      return Response.redirect(BASE + OFFLINE + "?can=" + encodeURIComponent(path));
    }
  };

  const pathOf = (address) => {
    const { origin, pathname } = new URL(address, location);
    if (origin !== location.origin || !pathname.startsWith(BASE)) return null;
    const path = decodeURI(pathname.slice(BASE.length));
    return path === "" || (path.endsWith("/") && !SHORT.test(path)) ? path + "index.html" : path;
  };

  addEventListener("fetch", (event) => {
    const path = event.request.method === "GET" ? pathOf(event.request.url) : null;
    if (path !== null) event.respondWith(answer(event, path));
  });

  /* ── Trả lời trang lưu bài ──────────────────────────────────────────────── */

  const TASKS = {
    /* Có gì, thiếu gì: mọi nhóm, những phần được hỏi, nhóm đã đủ, trang lẻ đang có. */
    async state(box, { scopes }) {
      const have = await held(box);
      const marked = await chosen(box);
      const pages = box.groups.flatMap(({ bundles }) => bundles.flatMap((bundle) => bundle.pages));
      const sum = (scope) => {
        const mine = pages.filter(within([scope]));
        const jobs = jobsFor(box, have, within([scope]));
        return {
          scope,
          pages: mine.length,
          held: mine.filter(({ mark }) => have.has(mark)).length,
          kept: marked.some((other) => scope.startsWith(other)) || mine.every(({ core }) => core),
          size: cost(jobs),
          jobs: jobs.length,
        };
      };
      const groups = box.groups.filter(({ folder, title }) => folder && title).map(({ folder, title }) => ({ title, ...sum(folder) }));
      const above = (path) => groups.filter(({ scope }) => path.startsWith(scope) && path !== scope);
      const full = ({ jobs }) => !jobs;
      return {
        groups,
        scopes: scopes.map((path) => ({ ...sum(path), known: box.byPath.has(path), group: (above(path).pop() || {}).scope })),
        whole: groups.filter((group) => full(group) && !above(group.scope).some(full)),
        loose: pages.filter(({ path, mark, core }) => !core && have.has(mark) && !above(path).some(full)).map(({ path }) => path),
        papers: box.files.filter(({ use }) => use === ASKED).map(({ path, size }) => ({ path, size, held: have.has(path) })),
        all: sum(""),
      };
    },

    async jobs(box, { scopes }) {
      return jobsFor(box, await held(box), within(scopes));
    },

    async due(box) {
      return due(box, await held(box));
    },

    work,

    async choose(box, { scopes }) {
      const all = [...new Set([...(await chosen(box)), ...scopes])];
      await box.store.put(CHOSEN, new Response(JSON.stringify(all)));
    },

    /* Xoá hết, chỉ để lại phần luôn có: trang chủ, trang này, các trang Gấp. */
    async clear(box) {
      const core = new Set([LIST, box.list.khung, ...[...box.byPath.values()].filter((entry) => entry.core).map((entry) => entry.mark)]);
      for (const name of await held(box)) if (!core.has(name)) await box.store.delete(KEPT + encodeURI(name));
    },

    /* Trang đang mở lúc người giữ bài chưa có mặt: lấy từ bộ nhớ đệm của trình duyệt, không dùng mạng. */
    async keep(box, { path }) {
      const entry = box.byPath.get(path);
      if (!entry || (await keptOf(box, entry))) return;
      const kept = await fetch(BASE + encodeURI(path), { mode: "same-origin", cache: "only-if-cached" });
      await keepCopy(box, entry, kept);
    },

    /* Đổi sang bản mới; còn thiếu phần đã chọn thì chưa đổi, trả lời còn thiếu bao nhiêu. */
    async change(box) {
      const missing = cost(await due(box, await held(box)));
      if (!missing) await skipWaiting();
      return missing;
    },
  };

  const faultName = (fault) => {
    if (fault.name === "QuotaExceededError") return "full";
    return fault.message === "changed" ? "changed" : "network";
  };

  addEventListener("message", (event) => {
    const [port] = event.ports;
    const task = async () => TASKS[event.data.task](await open(), event.data);
    const say = (reply) => port && port.postMessage(reply);
    event.waitUntil(
      task().then(
        (found) => say({ found }),
        (fault) => say({ fault: faultName(fault) }),
      ),
    );
  });
})();
