/* Kể chuyện của tổ: tám câu in sẵn trên trang thành ô để gõ. Nháp chỉ nằm trong máy. Tệp này không gửi gì:
   người kể tự bấm gửi bằng Zalo, tự mở kho. Chữ, mẫu trang, bảng luật đều nằm trong data-cai-dat, do máy của kho làm. */
(() => {
  const root = document.querySelector(".ke-chuyen");
  const set = JSON.parse(root.dataset.caiDat);
  const { bao, nut } = set;
  const KEY = "camnang.nhap";

  const make = (tag, props, ...inside) => {
    const one = Object.assign(document.createElement(tag), props);
    one.append(...inside);
    return one;
  };
  const through = (table, text) => table.reduce((now, [pattern, to]) => now.replace(new RegExp(pattern, "g"), to), text.normalize("NFC")).normalize("NFC");
  const plain = (text) => {
    const next = through(set.luat, text);
    return next === text ? text : plain(next);
  };
  const slug = (text) => text.replace(/đ/gi, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const watch = set.rieng.map(([label, pattern, flags]) => [label, new RegExp(pattern, flags)]);

  /* Mỗi ô: dòng kẻ thành ô gõ, ô vuông thành ô đánh dấu. */
  const fields = [...root.querySelectorAll(".kc-o")].map((box) => {
    const { o: id, kieu: kind, dai: most } = box.dataset;
    const options = [...box.querySelectorAll(".phieu-muc")];
    const fault = make("p", { className: "kc-loi", hidden: true });
    const name = (one) => (one.setAttribute("aria-labelledby", "kc-" + id), one);
    let inputs;
    if (options.length) {
      name(box).setAttribute("role", "group");
      inputs = options.map((old) => {
        const value = kind === "xin" ? old.dataset.ma : old.textContent.trim();
        const input = make("input", { type: kind === "chon" ? "radio" : "checkbox", name: id, value });
        old.replaceWith(make("label", { className: "phieu-muc" }, input, old.lastElementChild));
        input.code = old.dataset.ma;
        return input;
      });
    } else {
      for (const line of box.querySelectorAll(".ke")) line.remove();
      inputs = [name(make(kind === "viet" ? "textarea" : "input", { maxLength: most, rows: 4 }))];
      box.append(...inputs);
    }
    box.append(fault);
    const ticked = () => inputs.filter((one) => one.checked);
    return {
      id, inputs, fault, kind, options,
      label: box.querySelector("b").textContent,
      needed: "can" in box.dataset,
      get value() {
        return options.length ? ticked().map((one) => one.value).join(", ") : through(set.sach, inputs[0].value);
      },
      set value(text) {
        for (const one of inputs) {
          if (options.length) one.checked = text.split(", ").includes(one.value);
          else one.value = text;
        }
      },
      get codes() {
        return ticked().map((one) => one.code).join(", ");
      },
    };
  });
  const field = Object.fromEntries(fields.map((one) => [one.id, one]));

  /* Chữ để gửi Zalo: mỗi ô một dòng «== tên ô»; dòng nào của người kể giống vậy thì thêm dấu \ ở đầu. */
  const message = () =>
    [set.ten, ...fields.map((one) => `== ${one.label}\n${one.value.replace(/(^|\n)(?=[ \t]*(==|\\))/g, "$1\\")}`), "== HẾT"].join("\n\n") + "\n";

  /* Trang Markdown, giống hệt trang mà lệnh receive viết ra. */
  const page = () => {
    const now = new Date();
    const iso = (days) => new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + days)).toISOString().slice(0, 10);
    const line = (id) => plain(field[id].value).replace(/\n/g, " ").replace(/"/g, "”");
    const cut = (text, words) => text.split(" ").slice(0, words).join(" ").replace(/[ ,.;:(–-]+$/, "");
    const values = {};
    for (const { id, kind, value, codes, options } of fields) {
      const start = { viec: () => "- ", lam_lai: (n) => n + 1 + ". " }[id];
      const lines = (plain(value) || bao.chua_biet).split("\n");
      if (options.length) values[id] = codes;
      else if (kind === "viet") values[id] = start ? lines.map((text, n) => start(n) + text).join("\n") : lines.join("\n\n");
      else values[id] = line(id);
    }
    const place = slug(values.noi);
    const day = iso(0);
    Object.assign(values, {
      ten: cut(set.dau + values.noi, 12),
      tom_tat: cut(plain(field.viec.value).split("\n")[0].replace(/"/g, "”"), 25),
      hom_nay: day,
      xem_lai: iso(set.han),
      ngay: day.split("-").reverse().join("/"),
      muc_chi_phi: values.muc_chi_phi || "chua-ro",
      cap: (set.cap.find(([pattern]) => new RegExp(pattern).test(place + "-")) || ["", "thon"])[1],
      nam: (field.nam.value.match(/20[0-9][0-9]/) || [day.slice(0, 4)])[0],
    });
    const file = place.slice(0, 60).replace(/-$/, "") + ".md";
    return { file, path: `docs/vi/dien-hinh/${values.nam}/${file}`, title: values.ten, text: set.mau.replace(/\{(\w+)\}/g, (_, key) => values[key]) };
  };

  const note = make("p", { className: "kc-bao" });
  note.setAttribute("role", "status");
  const view = make("div", { className: "kc-xem", hidden: true });
  const out = make("textarea", { className: "kc-chu", hidden: true, readOnly: true });
  const row = make("p", { className: "kc-nut" });

  /* Soát khi gõ: số giống số riêng của ai thì báo ngay dưới ô. */
  const look = () => {
    const found = fields.filter((one) => {
      const hit = !one.options.length && watch.find(([, pattern]) => pattern.test(one.value));
      one.fault.hidden = !hit;
      one.fault.textContent = hit ? `${bao.rieng_co} ${hit[0]}. ${bao.rieng_sua}` : "";
      return hit;
    });
    return found;
  };
  const keep = (text) => {
    try {
      if (text) localStorage.setItem(KEY, text);
      else localStorage.removeItem(KEY);
    } catch (blocked) {
      /* Máy không cho nhớ: nháp chỉ có tới khi rời trang. */
    }
  };
  root.addEventListener("input", () => {
    look();
    keep(JSON.stringify(Object.fromEntries(fields.map((one) => [one.id, one.value]))));
  });

  /* Thiếu ô phải điền, hay còn số riêng, thì chỉ tới ô ấy và chưa gửi. */
  const ready = () => {
    const empty = fields.filter((one) => one.needed && !(one.options.length ? one.value : plain(one.value)));
    const wrong = empty.length ? empty : look();
    note.textContent = wrong.length ? `${empty.length ? bao.thieu : bao.rieng} ${wrong.map((one) => one.label).join("; ")}.` : "";
    if (wrong.length) {
      show(false);
      wrong[0].inputs[0].focus();
    }
    return !wrong.length;
  };
  const copy = (text) => {
    out.hidden = false;
    out.value = text;
    out.select();
    document.execCommand("copy");
  };

  /* Xem trước: trang chỉ có đề mục, đoạn, gạch đầu dòng, số thứ tự. */
  const show = (yes) => {
    root.classList.toggle("dang-xem", yes);
    view.hidden = !yes;
    buttons.xem.textContent = yes ? nut.sua : nut.xem;
    if (!yes) return;
    const { title, text } = page();
    let part = view;
    let list = null;
    view.replaceChildren(make("h2", { textContent: title }));
    for (const words of text.split("\n---\n")[1].split("\n")) {
      const [, sign, rest] = words.match(/^(## |- |\d+\. )?(.*)$/);
      if (sign === "## ") view.append((part = make("section", { className: "phan phan-" + slug(rest) }, make("h3", { textContent: rest }))));
      else if (sign) {
        if (!list) part.append((list = make(sign === "- " ? "ul" : "ol")));
        list.append(make("li", { textContent: rest }));
        continue;
      } else if (rest) part.append(make("p", { textContent: rest }));
      list = null;
    }
    view.tabIndex = -1;
    view.focus();
  };

  const acts = {
    xem: () => show(view.hidden),
    gui: () => ready() && navigator.share({ text: message() }).catch(() => {}),
    chep() {
      if (!ready()) return;
      copy(message());
      note.textContent = bao.chep_roi;
    },
    tai() {
      if (!ready()) return;
      const { file, text } = page();
      make("a", { download: file, href: URL.createObjectURL(new Blob([text])) }).click();
    },
    kho() {
      if (!set.kho) note.textContent = bao.chua_kho;
      else if (ready()) {
        const { path, text } = page();
        const address = (query) => `${set.kho}/new/main?${new URLSearchParams(query)}`;
        let url = address({ filename: path, value: text });
        if (url.length > 5000) {
          copy(text);
          note.textContent = bao.dai;
          url = address({ filename: path });
        }
        open(url, "_blank", "noopener");
      }
    },
    in() {
      show(true);
      print();
    },
    xoa() {
      if (!confirm(nut.xoa + "?")) return;
      for (const one of fields) one.value = "";
      keep("");
      out.hidden = true;
      show(false);
      look();
    },
  };
  const buttons = {};
  for (const key of Object.keys(acts)) {
    if (key === "gui" && !navigator.share) continue;
    buttons[key] = make("button", { type: "button", className: "nut nut-" + key, textContent: nut[key], onclick: acts[key] });
    row.append(buttons[key]);
  }
  root.append(make("p", { textContent: bao.nhap }), view, note, row, out);

  try {
    for (const [id, text] of Object.entries(JSON.parse(localStorage.getItem(KEY)) || {})) if (field[id]) field[id].value = text;
    look();
  } catch (blocked) {
    /* Không có nháp. */
  }
})();
