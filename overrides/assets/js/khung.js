/* Nút đổi nền, đổi cỡ chữ, danh mục kiểm và hộp tìm. Trang vẫn đọc được trọn vẹn khi tệp này không chạy. */
(() => {
  const here = document.currentScript;
  const root = document.documentElement;
  const toggle = document.getElementById("__search");
  const input = document.querySelector(".md-search__input");
  const message = document.querySelector(".md-search-result__meta");
  let opener = null;
  let loading = false;

  const keep = (key, value) => {
    try {
      localStorage.setItem("camnang." + key, value);
    } catch (blocked) {
      /* Máy không cho nhớ: lựa chọn chỉ có ở trang này. */
    }
  };

  const on = (selector, act) => {
    for (const button of document.querySelectorAll(selector)) button.addEventListener("click", () => act(button));
  };

  on(".doi-nen", () => {
    const dark = document.body.dataset.mdColorScheme !== "slate";
    document.body.dataset.mdColorScheme = dark ? "slate" : "default";
    keep("nen", dark ? "toi" : "sang");
  });

  on(".doi-co-chu", () => {
    const step = (Number(root.dataset.co || 1) % 3) + 1;
    root.dataset.co = step;
    keep("co", step);
  });

  const run = (src) =>
    new Promise((done, failed) => {
      document.body.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
    });

  /* Xin trước những tệp mà hộp tìm sẽ lần lượt cần, để mạng chậm chỉ phải chờ một lượt. */
  const askAhead = () => {
    const { base, search } = JSON.parse(document.getElementById("__config").textContent);
    const worker = new URL(search, location);
    const engine = new URL(worker.searchParams.get("may"), worker);
    for (const file of [worker, engine, new URL(base + "/search/search_index.json", location)]) fetch(file).catch(() => {});
  };

  /* Hộp tìm của khung nền nặng, nên chỉ tải khi có người bấm Tìm. */
  const load = async () => {
    if (loading) return;
    loading = true;
    try {
      if (location.protocol === "file:") await run(new URL("tim-trong-trang.js", here.src));
      else askAhead();
      await run(here.dataset.tim);
    } catch (failed) {
      loading = false;
      message.textContent = message.dataset.khongMoDuoc;
    }
  };

  const open = (button) => {
    opener = button;
    if (!toggle.checked) toggle.click();
    input.focus();
    load();
  };

  const close = () => {
    if (toggle.checked) toggle.click();
    input.blur();
    if (opener) opener.focus();
  };

  /* Danh mục kiểm: tích được ngay trên máy, không gửi đi đâu, tải lại trang là trống. */
  for (const item of document.querySelectorAll(".task-list-item")) {
    const label = document.createElement("label");
    label.append(...item.childNodes);
    item.append(label);
    label.querySelector("input").disabled = false;
  }

  /* Việc riêng của một số trang nằm ở tệp riêng, chỉ tải nơi có dùng. */
  for (const [selector, name] of [[".loc", "loc.js"]]) {
    if (document.querySelector(selector)) run(new URL(name, here.src));
  }

  /* Bấm một kết quả: chữ tìm thấy đi theo sau dấu # (không gửi tới máy chủ, không lưu lại), trang mở ra tô lên. */
  document.querySelector(".md-search-result__list").addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (!link) return;
    const found = [...link.parentElement.querySelectorAll("mark")].map((mark) => mark.textContent);
    const words = new Set(found.length ? found : [input.value]);
    link.hash = new URLSearchParams({ tim: [...words].join("|"), toi: link.hash.slice(1) });
  });

  const highlight = () => location.hash.startsWith("#tim=") && run(new URL("to-sang.js", here.src));
  addEventListener("hashchange", highlight);
  highlight();

  on(".mo-tim", open);
  on(".dong-tim", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) close();
  });
  toggle.checked = false;
})();
