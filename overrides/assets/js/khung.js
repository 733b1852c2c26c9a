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

  /* Hộp tìm của khung nền nặng, nên chỉ tải khi có người bấm Tìm. */
  const load = () => {
    if (loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = here.dataset.tim;
    script.onerror = () => {
      loading = false;
      message.textContent = message.dataset.khongMoDuoc;
    };
    document.body.append(script);
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

  /* Quá ngày xem lại, theo ngày của máy đang đọc, thì lời báo hiện ra. */
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  for (const note of document.querySelectorAll(".qua-ngay")) note.hidden = note.dataset.den >= today;

  /* Mã tờ gõ bằng chữ thường («/g012»): thử lại bằng chữ hoa như in trên tờ. */
  const typed = document.querySelector(".trang-404") && location.pathname.match(/^(.*\/)([a-z]\d{3})\/?$/);
  if (typed) location.replace(typed[1] + typed[2].toUpperCase() + "/");

  /* Việc riêng của một số trang nằm ở tệp riêng, chỉ tải nơi có dùng. */
  for (const [selector, name] of [[".loc", "loc.js"]]) {
    if (!document.querySelector(selector)) continue;
    const script = document.createElement("script");
    script.src = new URL(name, here.src);
    document.body.append(script);
  }

  on(".mo-tim", open);
  on(".dong-tim", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) close();
  });
  toggle.checked = false;
})();
