/* Kể chuyện của tổ: tám câu in sẵn trên trang thành ô để gõ. Nháp chỉ nằm trong máy. Tệp này không gửi gì:
   người kể tự bấm gửi bằng Zalo, tự mở kho. Chữ, mẫu trang, bảng luật đều nằm trong data-cai-dat, do máy của kho làm. */
(() => {
  const root = document.querySelector(".ke-chuyen");
  const { bao, cap, dau, han, kho, luat, mau, nut, rieng, sach, ten } = JSON.parse(root.dataset.caiDat);
  const { make, keep, kept } = window.camnang;

  const through = (table, text) => table.reduce((now, [pattern, to]) => now.replace(RegExp(pattern, "g"), to), text.normalize("NFC")).normalize("NFC");
  const plain = (text) => {
    const next = through(luat, text);
    return next === text ? text : plain(next);
  };
  const slug = (text) => text.replace(/đ/gi, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  /* Trình duyệt cũ không hiểu mẫu soát nào thì bỏ mẫu ấy: lệnh receive còn soát lại. */
  const watch = rieng.flatMap(([label, pattern, flags]) => {
    try {
      return [[label, RegExp(pattern, flags)]];
    } catch (old) {
      return [];
    }
  });

  /* Mỗi ô: dòng kẻ thành ô gõ, ô vuông thành ô đánh dấu. */
  const field = {};
  const fields = [...root.querySelectorAll(".kc-o")].map((box) => {
    const { o: id, kieu: kind, dai: maxLength, can: needed } = box.dataset;
    const fault = make("p", { className: "kc-loi", hidden: true });
    const boxes = [...box.querySelectorAll(".phieu-muc")].map((old) => {
      const input = make("input", { type: kind === "chon" ? "radio" : "checkbox", name: id, value: old.textContent.trim() });
      old.replaceWith(make("label", { className: "phieu-muc" }, input, old.lastElementChild));
      input.code = old.dataset.ma;
      return input;
    });
    const input = boxes[0] || make(kind === "viet" ? "textarea" : "input", { maxLength, rows: 4 });
    const named = boxes[0] ? box : input;
    named.setAttribute("aria-labelledby", "kc-" + id);
    if (boxes[0]) box.setAttribute("role", "group");
    else {
      for (const line of box.querySelectorAll(".ke")) line.remove();
      box.append(input);
    }
    box.append(fault);
    const ticked = (key) => boxes.filter((one) => one.checked).map((one) => one[key]).join(", ");
    return (field[id] = {
      id, kind, input, fault, needed,
      label: box.querySelector("b").textContent,
      typed: !boxes[0],
      codes: () => ticked("code"),
      get value() {
        return boxes[0] ? ticked(kind === "xin" ? "code" : "value") : through(sach, input.value);
      },
      set value(text) {
        input.value = boxes[0] ? input.value : text;
        for (const one of boxes) one.checked = text.split(", ").includes(kind === "xin" ? one.code : one.value);
      },
    });
  });

  /* Chữ để gửi Zalo: mỗi ô một dòng «== tên ô»; dòng nào của người kể giống vậy thì thêm dấu \ ở đầu. */
  const message = () => [ten, ...fields.map((one) => `== ${one.label}\n${one.value.replace(/(^|\n)(?=[ \t]*(==|\\))/g, "$1\\")}`), "== HẾT\n"].join("\n\n");

  /* Trang Markdown, giống hệt trang mà lệnh receive viết ra. */
  const page = () => {
    const now = new Date();
    const day = (more) => new Date(now - now.getTimezoneOffset() * 6e4 + more * 864e5).toISOString().slice(0, 10);
    const line = (text) => text.replace(/\n/g, " ").replace(/"/g, "”");
    const cut = (text, words) => text.split(" ").slice(0, words).join(" ").replace(/[ ,.;:(–-]+$/, "");
    const all = {};
    for (const { id, kind, value, typed, codes } of fields) {
      const lines = (plain(value) || bao.chua_biet).split("\n");
      if (!typed) all[id] = codes();
      else if (kind !== "viet") all[id] = line(plain(value)) || "…"; /* chỉ khi xem trước: gửi thì phải điền */
      else if (id === "viec") all[id] = "- " + lines.join("\n- ");
      else all[id] = id === "lam_lai" ? lines.map((text, n) => n + 1 + ". " + text).join("\n") : lines.join("\n\n");
    }
    const place = slug(all.noi);
    all.hom_nay = day(0);
    all.xem_lai = day(han);
    all.ngay = all.hom_nay.split("-").reverse().join("/");
    all.nam = (field.nam.value.match(/20[0-9][0-9]/) || [now.getFullYear()])[0];
    all.ten = cut(dau + all.noi, 12);
    all.tom_tat = cut(line(plain(field.viec.value).split("\n")[0]), 25);
    all.muc_chi_phi = all.muc_chi_phi || "chua-ro";
    all.cap = (cap.find(([pattern]) => RegExp(pattern).test(place + "-")) || [0, "thon"])[1];
    const file = place.slice(0, 60).replace(/-$/, "") + ".md";
    return { file, all, text: mau.replace(/\{(\w+)\}/g, (_, key) => all[key]) };
  };

  const note = make("p", { className: "kc-bao" });
  const view = make("div", { className: "kc-xem", hidden: true, tabIndex: -1 });
  const out = make("textarea", { className: "kc-chu", hidden: true, readOnly: true });
  const row = make("p", { className: "kc-nut" });
  note.setAttribute("role", "status");

  /* Soát khi gõ: số giống số riêng của ai thì báo ngay dưới ô. */
  const look = () =>
    fields.filter(({ typed, value, fault }) => {
      const hit = typed && watch.find(([, pattern]) => pattern.test(value));
      fault.hidden = !hit;
      fault.textContent = hit ? `${bao.rieng_co} ${hit[0]}. ${bao.rieng_sua}` : "";
      return hit;
    });
  root.addEventListener("input", () => {
    look();
    keep("nhap", Object.fromEntries(fields.map((one) => [one.id, one.value])));
  });

  /* Thiếu ô phải điền, hay còn số riêng, thì chỉ tới ô ấy và chưa gửi. */
  const unless = (act) => () => {
    const empty = fields.filter((one) => one.needed != null && !(one.typed ? plain(one.value) : one.value));
    const wrong = empty[0] ? empty : look();
    note.textContent = "";
    if (!wrong[0]) return act();
    note.textContent = `${empty[0] ? bao.thieu : bao.rieng} ${wrong.map((one) => one.label).join("; ")}.`;
    show(false);
    wrong[0].input.focus();
  };
  const copy = (text, said) => {
    out.hidden = false;
    out.value = text;
    out.select();
    note.textContent = document.execCommand("copy") ? said : bao.chua_chep;
  };

  /* Xem trước: trang chỉ có đề mục, đoạn, gạch đầu dòng, số thứ tự. */
  const show = (yes) => {
    root.classList.toggle("dang-xem", yes);
    view.hidden = !yes;
    buttons.xem.textContent = yes ? nut.sua : nut.xem;
    if (!yes) return;
    const { all, text } = page();
    let part = view;
    let list;
    view.replaceChildren(make("h2", { textContent: all.ten }));
    for (const words of text.split("\n---\n")[1].split("\n")) {
      const [, sign, textContent] = words.match(/^(## |- |\d+\. )?(.*)/);
      if (sign === "## ") view.append((part = make("section", { className: "phan phan-" + slug(textContent) }, make("h3", { textContent }))));
      else if (sign) {
        if (!list) part.append((list = make(sign === "- " ? "ul" : "ol")));
        list.append(make("li", { textContent }));
        continue;
      } else if (words) part.append(make("p", { textContent }));
      list = 0;
    }
    view.focus();
  };

  const buttons = {};
  const acts = {
    xem: () => show(view.hidden),
    gui: unless(() => navigator.share({ text: message() }).catch(() => {})),
    chep: unless(() => copy(message(), bao.chep_roi)),
    tai: unless(() => {
      const { file, text } = page();
      make("a", { download: file, href: URL.createObjectURL(new Blob([text])) }).click();
    }),
    kho: unless(() => {
      if (!kho) return (note.textContent = bao.chua_kho);
      const { file, all, text } = page();
      const address = (value) => `${kho}/new/main?${new URLSearchParams({ filename: `docs/vi/dien-hinh/${all.nam}/${file}`, ...value })}`;
      let url = address({ value: text });
      if (url.length > 5000) {
        copy(text, bao.dai);
        url = address();
      }
      open(url, "_blank", "noopener");
    }),
    in() {
      show(true);
      print();
    },
    xoa() {
      if (!confirm(nut.xoa + "?")) return;
      for (const one of fields) one.value = "";
      out.hidden = true;
      show(false);
      look();
      keep("nhap", {});
    },
  };
  for (const key in acts) {
    if (key === "gui" && !navigator.share) continue;
    buttons[key] = make("button", { type: "button", className: "nut nut-" + key, textContent: nut[key], onclick: acts[key] });
    row.append(buttons[key]);
  }
  root.append(make("p", { textContent: bao.nhap }), view, note, row, out);

  for (const [id, text] of Object.entries(kept("nhap"))) if (field[id]) field[id].value = String(text);
  look();
})();
