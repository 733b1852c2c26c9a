/* Trang chọn tờ để in: ô tích cho từng tờ, chọn cả bộ, tính giấy cho số người, câu lệnh và đường dẫn của lựa chọn. */
(() => {
  const { make, fill, copy } = window.camnang;
  const PEOPLE = "nguoi-dan";
  const REAM = 500;
  const box = document.querySelector(".chon-to");
  const words = JSON.parse(box.dataset.chu);
  const items = [...box.querySelectorAll("li[data-ma]")];
  const ticks = new Map();

  const add = (tag, parent, settings) => parent.appendChild(make(tag, settings));
  const chosen = () => items.filter((item) => ticks.get(item).checked);

  box.classList.add("co-tich");
  for (const item of items) {
    const label = document.createElement("label");
    const tick = add("input", label, { type: "checkbox" });
    tick.setAttribute("aria-label", item.querySelector("a").textContent);
    tick.addEventListener("change", () => tell());
    item.prepend(label);
    ticks.set(item, tick);
  }

  const bar = add("p", box, { className: "chon-thanh", hidden: true });
  const short = add("span", bar, {});
  add("a", bar, { href: "#chon-ket", textContent: words.xem });
  const result = add("section", box, { className: "chon-ket", id: "chon-ket", tabIndex: -1 });
  const ask = add("label", result, { className: "chon-so", textContent: words.nguoi });
  const people = add("input", ask, { type: "number", min: 1, max: 9999, value: 20, inputMode: "numeric" });
  const status = add("p", result, {});
  status.setAttribute("role", "status");
  const more = add("div", result, { hidden: true });
  add("h3", more, { textContent: words.mua });
  const list = add("ul", more, {});
  add("h3", more, { textContent: words.lenh });
  const command = add("code", add("pre", more, {}), {});
  const row = add("div", more, { className: "chon-nut" });
  people.addEventListener("input", () => tell());

  const copier = (label, text) => {
    const button = add("button", row, { type: "button", className: "nut", textContent: label });
    button.addEventListener("click", async () => {
      await copy(text(), row);
      button.textContent = words.da_chep;
      setTimeout(() => (button.textContent = label), 3000);
    });
  };
  copier(words.chep, () => command.textContent);
  copier(words.chep_lien_ket, () => location.href);
  add("button", row, { type: "button", className: "nut", textContent: words.bo_chon }).addEventListener("click", () => {
    for (const tick of ticks.values()) tick.checked = false;
    tell();
  });

  const line = (item, count) => {
    const link = item.querySelector("a");
    const { mat, ban } = item.querySelector(".so-to").dataset;
    const copies = item.parentElement.dataset.nhom === PEOPLE ? count : 1;
    const papers = Math.ceil(copies / (ban || 1)) * Math.ceil((mat || 1) / 2);
    const told = fill(words.dong, copies, papers) + (mat > 1 ? ", " + words.hai_mat_ngan : "");
    const entry = make("li", {}, make("a", { href: link.href }, link.textContent), ": " + told);
    return { entry, papers };
  };

  const tell = () => {
    const some = chosen();
    const count = Math.min(Math.max(Number.parseInt(people.value, 10) || 1, 1), 9999);
    const lines = some.map((item) => line(item, count));
    const papers = lines.reduce((sum, one) => sum + one.papers, 0);
    const codes = some.map((item) => item.dataset.ma).join(",");
    short.textContent = fill(words.dem, some.length, papers);
    status.textContent = some.length ? short.textContent + " " + fill(words.ram, Math.ceil(papers / REAM)) : words.chua;
    bar.hidden = more.hidden = !some.length;
    list.replaceChildren(...lines.map((one) => one.entry));
    command.textContent = "./camnang pack to --ma " + codes;
    if (some.length || location.hash.startsWith("#ma=")) {
      history.replaceState(null, "", some.length ? "#ma=" + codes + "&nguoi=" + count : location.pathname + location.search);
    }
  };

  const choose = (codes) => {
    for (const item of items) {
      if (!codes.includes(item.dataset.ma)) continue;
      ticks.get(item).checked = true;
      item.closest("details").open = true;
    }
    tell();
  };

  for (const pack of document.querySelectorAll(".bo-to > li")) {
    const button = add("button", pack, { type: "button", className: "nut", textContent: words.chon_bo });
    button.addEventListener("click", () => {
      for (const tick of ticks.values()) tick.checked = false;
      choose(pack.dataset.ma.split(" "));
      result.scrollIntoView();
      result.focus();
    });
  }

  const given = new URLSearchParams(location.hash.slice(1));
  if (given.get("nguoi")) people.value = given.get("nguoi");
  choose((given.get("ma") || "").split(","));
})();
