/* Nút đổi nền, đổi cỡ chữ, hộp tìm; tải những tệp chỉ vài trang cần và đưa chúng đồ nghề chung (window.camnang).
   Trang vẫn đọc được trọn vẹn khi tệp này không chạy. */
(() => {
  const here = document.currentScript;
  const root = document.documentElement;
  const toggle = document.getElementById("__search");
  const input = document.querySelector(".md-search__input");
  const message = document.querySelector(".md-search-result__meta");
  let opener = null;
  let loading = false;

  const make = (tag, settings, ...inside) => {
    const node = Object.assign(document.createElement(tag), settings);
    node.append(...inside);
    return node;
  };

  /* Điền vào lời: # là chữ thứ nhất, ## là chữ thứ hai, cứ thế. */
  const fill = (words, ...values) => words.replace(/#+/g, (marks) => values[marks.length - 1]);

  /* Nhớ trong máy một chữ, hay một bảng {tên: …}; bảng trống thì thôi nhớ. Máy không cho nhớ: chỉ có tới khi rời trang. */
  const keep = (key, value) => {
    try {
      if (!Object.keys(value)[0]) localStorage.removeItem("camnang." + key);
      else localStorage.setItem("camnang." + key, value.big ? value : JSON.stringify(value));
    } catch (blocked) {
      /* Không nhớ được. */
    }
  };

  /* Bảng đã nhớ; chưa có gì, hay không đọc được, thì bảng trống. */
  const kept = (key) => {
    try {
      return Object.assign({}, JSON.parse(localStorage.getItem("camnang." + key)));
    } catch (none) {
      return {};
    }
  };

  /* Chép chữ. Trang mở từ tệp, trong ứng dụng khác, hay trình duyệt cũ: chép theo lối cũ, qua một ô đặt trong `place`. */
  const copy = async (text, place) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch (blocked) {
      const field = make("textarea", { value: text });
      place.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      if (!done) throw blocked;
    }
  };

  const run = (src) =>
    new Promise((onload, onerror) => document.body.append(make("script", { src, async: false, onload, onerror })));
  const bring = (name) => run(new URL(name, here.src));
  window.camnang = { make, fill, keep, kept, copy, bring };

  /* Kiểu dáng của những phần chỉ có khi có lệnh: hộp tìm, Nghe, Gửi, Từng bước, Tập thử. */
  document.head.append(make("link", { rel: "stylesheet", href: new URL("them.css", here.src) }));

  const on = (selector, act) => {
    for (const button of document.querySelectorAll(selector)) button.addEventListener("click", () => act(button));
  };

  /* Ba nền, lần lượt: sáng, tối, rõ nét. */
  on(".doi-nen", () => {
    const next = { default: ["slate", "toi"], slate: ["ro", "ro"], ro: ["default", "sang"] };
    const [scheme, name] = next[document.body.dataset.mdColorScheme];
    document.body.dataset.mdColorScheme = scheme;
    keep("nen", name);
  });

  on(".doi-co-chu", () => {
    const step = (Number(root.dataset.co || 1) % 3) + 1;
    root.dataset.co = step;
    keep("co", String(step));
  });

  /* Xin trước những tệp mà hộp tìm sẽ lần lượt cần, để mạng chậm chỉ phải chờ một lượt. */
  const askAhead = () => {
    const { base, search } = JSON.parse(document.getElementById("__config").textContent);
    const worker = new URL(search, location);
    const engine = new URL(worker.searchParams.get("may"), worker);
    for (const file of [worker, engine, new URL("search/search_index.json", new URL(base.replace(/\/?$/, "/"), location))]) fetch(file).catch(() => {});
  };

  /* Hộp tìm của khung nền nặng, nên chỉ tải khi có người bấm Tìm. */
  const load = async () => {
    if (loading) return;
    loading = true;
    try {
      if (location.protocol === "file:") await bring("tim-trong-trang.js");
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

  /* Việc riêng của một số trang nằm ở tệp riêng: tải nơi có dùng, hoặc khi bấm nút của nó lần đầu. */
  const arm = (button, load) => button.addEventListener("click", () => load().catch(() => arm(button, load)), { once: true });
  const parts = [[".loc", "loc.js"], [".xoa-tich", "tich.js"], [".mau-doan", "doan.js"], [".ke-chuyen", "ke-chuyen.js"], [".chon-to", "chon-to.js"], [".trong-app .nhac-app", "trinh-duyet.js"]];
  for (const [selector, name] of parts) if (document.querySelector(selector)) bring(name).catch(() => {});
  for (const [selector, name] of Object.entries({ ".nghe": "nghe.js", ".gui": "gui.js" })) {
    for (const button of document.querySelectorAll(selector)) arm(button, () => bring(name));
  }

  /* Quá ngày xem lại, theo ngày của máy đang đọc, thì lời báo hiện ra. */
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  for (const note of document.querySelectorAll(".qua-ngay")) note.hidden = note.dataset.den >= today;

  /* Từng bước, Tập thử: tải khi bấm lần đầu; bài đang xem dở thì tải ngay, để mời xem tiếp. */
  const modes = document.querySelectorAll(".mo-buoc, .mo-tap");
  let pressed = null;
  let coming = null;
  const enter = ({ currentTarget } = {}) => {
    pressed = currentTarget;
    coming = coming || bring("che-do.js").then(() => {
      for (const button of modes) button.removeEventListener("click", enter);
      if (pressed) pressed.click();
    }, () => { coming = null; });
  };
  for (const button of modes) button.addEventListener("click", enter);
  if (modes[0] && Object.keys(kept("buoc"))[0]) enter();

  /* Tên tổ đã nhờ máy nhớ thì điền sẵn vào bản in của trang; chưa thì chờ bấm nút. */
  const team = document.querySelector(".dien-to");
  if (team && Object.keys(kept("to"))[0]) {
    team.dataset.nho = "1";
    bring("dien-to.js").catch(() => {});
  } else if (team) arm(team, () => bring("dien-to.js"));

  /* Mã tờ gõ bằng chữ thường («/g012»): thử lại bằng chữ hoa như in trên tờ. */
  const typed = document.querySelector(".trang-404") && location.pathname.match(/^(.*\/)([a-z]\d{3})\/?$/);
  if (typed) location.replace(typed[1] + typed[2].toUpperCase() + "/");

  /* Nút Nghe chỉ hiện khi máy có giọng đọc tiếng Việt; máy có khi báo giọng muộn. */
  const listen = document.querySelector(".nghe");
  if (listen && window.speechSynthesis) {
    const look = () => {
      if (speechSynthesis.getVoices().some((voice) => /^vi([-_]|$)/i.test(voice.lang))) listen.hidden = false;
    };
    look();
    if (speechSynthesis.addEventListener) speechSynthesis.addEventListener("voiceschanged", look);
    else speechSynthesis.onvoiceschanged = look;
  }

  /* Hộp tìm đang mở thì phần sau nó không nhận bàn phím. */
  toggle.addEventListener("change", () => {
    for (const part of document.querySelectorAll(".vao-noi-dung, .dau-trang-hang, .md-container")) part.inert = toggle.checked;
  });
  /* Khung nền đóng hộp tìm khi bấm Tab; ở đây Tab đi tới từng kết quả. */
  document.addEventListener("keydown", (event) => event.key === "Tab" && toggle.checked && event.stopPropagation(), true);
  const results = document.querySelector(".md-search-result__list");
  new MutationObserver(() => {
    for (const link of results.querySelectorAll("[tabindex]")) link.removeAttribute("tabindex");
  }).observe(results, { childList: true, subtree: true });

  /* Bấm một kết quả: chữ tìm thấy đi theo sau dấu # (không gửi tới máy chủ, không lưu lại), trang mở ra tô lên. */
  results.addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (!link) return;
    const found = [...link.parentElement.querySelectorAll("mark")].map((mark) => mark.textContent);
    const words = new Set(found.length ? found : [input.value]);
    link.hash = new URLSearchParams({ tim: [...words].join("|"), toi: link.hash.slice(1) });
  });

  const highlight = () => location.hash.startsWith("#tim=") && bring("to-sang.js");
  addEventListener("hashchange", highlight);
  highlight();

  on(".mo-tim", open);
  on(".dong-tim", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) close();
  });
  toggle.checked = false;
})();
