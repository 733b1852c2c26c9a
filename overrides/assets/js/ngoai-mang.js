/* Trang lưu bài: ba lựa chọn có ghi nặng nhẹ, thanh tiến độ, những gì đã có trong máy, xoá hết. */
self.camnangLuu = async (panel, root, starting, tell, change) => {
  const { make, fill } = self.camnang;
  const word = JSON.parse(panel.dataset.chu);
  const at = (name) => panel.querySelector(".luu-" + name);
  const asked = new URLSearchParams(location.search);
  const wanted = asked.get("can") || asked.get("trang");
  const FOLLOWED = 3; /* số việc làm cùng lúc */
  const LISTED = 40;

  /* Cỡ ghi bằng MB như gói cước; số nhận vào tính bằng trăm byte. */
  const megabytes = (size) =>
    size < 1000 ? word.rat_nhe : (size / 10000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) + " MB";
  const status = (text) => (at("tin").textContent = text);

  const pages = new Map();
  const fetchPage = async (path) => new DOMParser().parseFromString(await (await fetch(new URL(path, root))).text(), "text/html");
  const readPage = (path) => {
    if (!pages.has(path)) pages.set(path, fetchPage(path));
    pages.get(path).catch(() => pages.delete(path));
    return pages.get(path);
  };
  const titleOf = async (path) => ((await readPage(path)).querySelector("h1") || {}).textContent || path;
  const papersOf = async (path) =>
    [...(await readPage(path)).querySelectorAll('article a[href$=".pdf"]')].map((link) =>
      decodeURI(new URL(link.getAttribute("href"), new URL(path, root)).pathname.slice(root.pathname.length)),
    );

  /* ── Làm một loạt việc, có tiến độ, dừng được ─────────────────────────── */

  let stopped = false;
  const showProgress = (done, all) => {
    at("thanh").max = all.size || 1;
    at("thanh").value = done.size;
    status(fill(word.dang_luu, done.pages, all.pages, megabytes(done.size), megabytes(all.size)));
  };

  const runJobs = async (worker, jobs) => {
    const sum = (key) => jobs.reduce((total, job) => total + job[key], 0);
    const all = { size: sum("size"), pages: sum("pages") };
    const done = { size: 0, pages: 0 };
    const queue = [...jobs];
    let fault = null;
    stopped = false;
    at("tien-do").hidden = false;
    showProgress(done, all);
    const follow = async () => {
      while (queue.length && !stopped && !fault) {
        const job = queue.shift();
        const reply = await tell(worker, { task: "work", ...job });
        fault = fault || reply.fault;
        if (reply.fault) return;
        done.size += job.size;
        done.pages += job.pages;
        showProgress(done, all);
      }
    };
    await Promise.all(Array.from({ length: FOLLOWED }, follow));
    at("tien-do").hidden = true;
    return fault || (stopped ? "stopped" : "");
  };

  const ENDINGS = { "": word.xong, stopped: word.da_dung, network: word.mat_mang, full: word.day_may, changed: word.vua_doi };

  const registration = await starting.catch(() => null);
  if (!registration) {
    document.documentElement.classList.remove("co-luu"); /* trình duyệt không cho: hiện lời chỉ cách khác */
    return;
  }
  await navigator.serviceWorker.ready;
  const ask = async (message) => (await tell(registration.active, message)).found;

  const busy = (now) => panel.querySelectorAll(".luu-nut").forEach((button) => (button.disabled = now));

  const save = async (scopes) => {
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    busy(true);
    const ending = await runJobs(registration.active, await ask({ task: "jobs", scopes }));
    if (!ending) await ask({ task: "choose", scopes });
    if (ending === "changed") registration.update();
    await show();
    status(ENDINGS[ending]);
  };

  /* ── Các lựa chọn ─────────────────────────────────────────────────────── */

  const state = ({ held, pages: count, jobs, kept, size }) => {
    if (jobs) return fill(held ? word.con_thieu : word.chua_co, held ? count - held : count, megabytes(size));
    return kept ? fill(word.du, count) : word.vua_doc;
  };

  /* Thẻ của một phần: tên, phải tải bao nhiêu, nút Lưu; `papers` là các tờ in chọn thêm được. */
  const choice = (title, part, papers = []) => {
    const button = make("button", { type: "button", className: "luu-nut" }, part.jobs && part.held ? word.luu_tiep : word.luu);
    const lacking = papers.filter(({ held }) => !held);
    const size = lacking.reduce((sum, paper) => sum + paper.size, 0);
    const box = make("input", { type: "checkbox" });
    const more = lacking.length ? [make("label", { className: "luu-kem" }, box, " " + fill(word.kem_to_in, lacking.length, megabytes(size)))] : [];
    const done = !part.jobs && part.kept;
    const refresh = () => (button.hidden = done && !box.checked);
    box.addEventListener("change", refresh);
    button.setAttribute("aria-label", `${button.textContent}: ${title}`);
    button.addEventListener("click", () => save([part.scope, ...(box.checked ? lacking.map(({ path }) => path) : [])]));
    refresh();
    return make("li", { className: "luu-the" + (done ? " luu-du" : "") }, make("h3", {}, title), make("p", { className: "luu-co" }, state(part)), ...more, button);
  };

  const pageChoice = async (found, page) => {
    const named = await papersOf(page.scope).catch(() => []);
    const papers = found.papers.filter(({ path }) => named.includes(path));
    return choice(fill(word.trang_nay, await titleOf(page.scope).catch(() => word.trang_can)), page, papers);
  };

  const choices = async (found, page) => {
    const group = page && found.groups.find(({ scope }) => scope === page.group);
    const list = [];
    if (page && page.known) list.push(await pageChoice(found, page));
    if (group) list.push(choice(fill(word.ca_nhom, group.title), group));
    list.push(choice(word.tat_ca, found.all));
    at("chon").replaceChildren(...list);
    at("nhom").replaceChildren(...found.groups.filter((one) => one !== group).map((one) => choice(one.title, one)));
  };

  /* ── Đang có trong máy ────────────────────────────────────────────────── */

  const link = (path, text) => make("a", { href: new URL(path, root) }, text);

  const shelf = async (found) => {
    const items = found.whole.map(({ scope, title, pages: count }) => [scope + "index.html", fill(word.nhom_du, title, count)]);
    for (const path of found.loose.slice(0, LISTED)) items.push([path, await titleOf(path)]);
    at("co-san").replaceChildren(...items.map(([path, text]) => make("li", {}, link(path, text))));
    const papers = found.papers.filter(({ held }) => held).length;
    const used = navigator.storage && navigator.storage.estimate ? (await navigator.storage.estimate()).usage || 0 : 0;
    at("tong").textContent = fill(word.trong_may, found.all.held, papers, megabytes(used / 100));
  };

  /* ── Bản mới đang chờ mà phải tải nhiều ───────────────────────────────── */

  const newer = async () => {
    const { waiting } = registration;
    at("moi").hidden = !waiting;
    if (!waiting) return;
    const jobs = (await tell(waiting, { task: "due" })).found || [];
    const size = jobs.reduce((sum, job) => sum + job.size, 0);
    at("moi-co").textContent = size ? fill(word.ban_moi_co, megabytes(size)) : word.ban_moi;
    at("moi-tai").onclick = async () => {
      busy(true);
      const ending = await runJobs(waiting, jobs);
      busy(false);
      status(ending ? ENDINGS[ending] : "");
      if (!ending) change(waiting);
    };
  };

  const show = async () => {
    const found = await ask({ task: "state", scopes: wanted ? [wanted] : [] });
    await choices(found, found.scopes[0]);
    await shelf(found);
    await newer();
    busy(false);
  };

  at("dung").addEventListener("click", () => (stopped = true));
  at("xoa").addEventListener("click", async () => {
    if (!confirm(word.hoi_xoa)) return;
    await ask({ task: "clear" });
    await show();
    status(word.da_xoa);
  });
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    at("cai").hidden = false;
    at("cai").onclick = () => event.prompt();
  });
  document.addEventListener("camnang:ban-moi", newer);
  const missed = asked.get("can") && new URL(asked.get("can"), root);
  if (missed && missed.href.startsWith(root.href)) {
    at("can").hidden = false;
    at("thu-lai").href = missed;
    at("phan-luu").before(at("phan-co"));
  }
  await show();
};
