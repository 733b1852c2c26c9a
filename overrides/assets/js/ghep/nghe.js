/* Nghe: đọc bài thành tiếng, từng câu một, tô câu đang đọc. Nút chỉ hiện khi máy có giọng tiếng Việt. */
(() => {
  const { make, bring } = window.camnang;
  const button = document.querySelector(".nghe");
  const page = document.querySelector(".trang");
  const SKIP = ".so-nguon, .duong-dan, .thong-tin, .viec-trang, .phan-nguon, .phan-lien-quan, .phan-tu-kho, .doc-la, .phieu, .an, .tich, .nghe-thanh, figcaption, thead, nav, button, svg, script, style";
  const LONGEST = 220; // ký tự: Chrome trên Android cắt ngang lời quá dài
  const GAP = 60; // mili giây: Chrome bỏ lời gọi đọc đến ngay sau khi ngắt
  const PATIENCE = 6000; // mili giây chờ tiếng đầu tiên
  let say;
  let labels;
  let sentences = [];
  let at = 0;
  let turn = 0; // lượt đọc: tiếng của lượt cũ về muộn thì bỏ qua
  let spoken; // giữ lời đang đọc, kẻo trình duyệt dọn mất và không báo đọc xong
  let bar;
  let main, slow, trouble; // của thanh: nút đọc và dừng, nút đọc chậm, lời báo

  /* Một khối chữ thành các câu; mỗi câu nhớ chỗ của nó trong trang. */
  const cut = (block) => {
    const text = block.parts.map((part) => part.data).join("");
    const place = (offset) => {
      for (const part of block.parts) {
        if (offset <= part.length) return [part, offset];
        offset -= part.length;
      }
    };
    const ends = [...text.matchAll(/[.!?…]+["”’)»]*(?=\s)/g)].map((found) => found.index + found[0].length);
    let start = 0;
    for (const end of [...ends.filter((end) => !/(?:^|\s)TP\.$/.test(text.slice(0, end))), text.length]) {
      for (let breath; end - start > LONGEST && (breath = text.slice(start, start + LONGEST).search(/[,;:] [^,;:]*$/)) > 0; ) {
        start = push(block, text, start, start + breath + 1, place);
      }
      start = push(block, text, start, end, place);
    }
  };

  const push = (block, text, start, end, place) => {
    const words = text.slice(start, end);
    if (/[\p{L}\d]/u.test(words)) {
      const range = document.createRange();
      range.setStart(...place(start + words.search(/\S/)));
      range.setEnd(...place(start + words.trimEnd().length));
      sentences.push({ range, box: block.box, words: block.before + words });
      block.before = "";
    }
    return end;
  };

  const collect = () => {
    const old = sentences[at];
    let block;
    sentences = [];
    const close = (box, before = "") => {
      if (block && block.parts.length) cut(block);
      block = { box, before, parts: [] };
    };
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) block.parts.push(node);
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      const shown = getComputedStyle(node).display;
      const drawing = node.matches("figure") && node.querySelector("svg[aria-label]");
      if (shown === "none" || (node.matches("details") && !node.open)) return;
      if (drawing) {
        close(node.parentNode);
        for (const words of drawing.getAttribute("aria-label").match(/.+?[.!?](?=\s|$)|.+$/g)) sentences.push({ box: node, words });
        return;
      }
      if (node.matches(".buoc-so")) block.before = `${labels.buoc} ${node.textContent}: `;
      if (node.matches(SKIP) || node.matches(".buoc-so")) return;
      const head = node.matches("td") && node.cellIndex && node.closest("table").querySelectorAll("th")[node.cellIndex];
      const apart = !/^(inline|contents)$/.test(shown) && !node.matches(".buoc-ten");
      if (apart) close(node, head ? `${head.textContent}: ` : "");
      node.childNodes.forEach(walk);
      if (apart) close(node.parentNode);
    };
    close(page);
    walk(page);
    close(page);
    if (old) at = Math.max(0, sentences.findIndex((one) => one.box === old.box && one.words === old.words));
  };

  const paint = (one) => {
    for (const box of page.querySelectorAll(".dang-doc")) box.classList.remove("dang-doc");
    if (window.Highlight) CSS.highlights.delete("dang-doc");
    if (!one) return;
    if (one.range && window.Highlight) CSS.highlights.set("dang-doc", new Highlight(one.range));
    else one.box.classList.add("dang-doc");
    const place = (one.range || one.box).getBoundingClientRect();
    if (place.top < 0 || place.bottom > bar.getBoundingClientRect().top) scrollBy(0, place.top - innerHeight / 4);
  };

  const voice = () => {
    const known = speechSynthesis.getVoices().filter((one) => /^vi([-_]|$)/i.test(one.lang));
    return known.find((one) => one.localService) || known[0];
  };

  const show = (reading, failed) => {
    main.textContent = reading ? labels.dung : labels.doc;
    trouble.hidden = !failed;
    bar.dataset.doc = reading;
  };

  /* Tạm dừng của máy không tin được (Android coi là ngắt hẳn): dừng là ngắt và nhớ câu. */
  const pause = (failed = false) => {
    turn += 1;
    speechSynthesis.cancel();
    if (bar) show(false, failed);
  };

  const read = () => {
    const mine = (turn += 1);
    const one = sentences[at];
    if (!one) {
      at = 0;
      paint();
      pause();
      return;
    }
    show(true);
    paint(one);
    spoken = new SpeechSynthesisUtterance(say(one.words));
    spoken.voice = voice();
    spoken.lang = "vi-VN";
    spoken.rate = slow.getAttribute("aria-pressed") === "true" ? 0.75 : 1;
    const late = setTimeout(() => mine === turn && pause(true), PATIENCE);
    spoken.onstart = () => clearTimeout(late);
    spoken.onend = () => {
      clearTimeout(late);
      if (mine !== turn) return;
      at += 1;
      read();
    };
    spoken.onerror = () => {
      clearTimeout(late);
      if (mine === turn) pause(true);
    };
    const words = spoken;
    if (!speechSynthesis.speaking && !speechSynthesis.pending) return speechSynthesis.speak(words);
    speechSynthesis.cancel();
    setTimeout(() => mine === turn && speechSynthesis.speak(words), GAP);
  };

  const jump = (to) => {
    at = Math.min(Math.max(0, to), sentences.length - 1);
    read();
  };

  const shut = () => {
    pause();
    paint();
    bar.hidden = true;
    button.focus();
  };

  const build = () => {
    const help = document.querySelector(".nghe-giup");
    trouble = make("p", { className: "nghe-loi" }, labels.loi + " ", help);
    help.hidden = false;
    trouble.setAttribute("role", "status");
    bar = make("div", { className: "nghe-thanh" }, trouble);
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", labels.thanh);
    const add = (className, label, onclick) => bar.appendChild(make("button", { type: "button", className, onclick }, label));
    main = add("nghe-chinh", labels.dung, () => (bar.dataset.doc === "true" ? pause() : read()));
    add("nghe-lui", labels.lui, () => jump(at - 1));
    add("nghe-toi", labels.toi, () => jump(at + 1));
    slow = add("nghe-cham", labels.cham, () => {
      slow.setAttribute("aria-pressed", slow.getAttribute("aria-pressed") !== "true");
      if (bar.dataset.doc === "true") read();
    });
    slow.setAttribute("aria-pressed", "false");
    add("nghe-dong", labels.dong, shut);
    button.closest("p").after(bar);
  };

  const open = () => {
    bar.hidden = false;
    collect();
    main.focus({ preventScroll: true });
    read();
  };

  /* Bấm vào câu nào thì đọc từ câu ấy. */
  page.addEventListener("click", (event) => {
    if (!bar || bar.hidden || event.target.closest("a, button, summary, label, input, select, .nghe-thanh")) return;
    const hit = (one) => [...one.range.getClientRects()].some((box) => event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom);
    const found = sentences.findIndex((one) => (one.range ? hit(one) : one.box.contains(event.target)));
    if (found >= 0) jump(found);
  });
  page.addEventListener("toggle", () => bar && !bar.hidden && collect(), true);
  document.addEventListener("visibilitychange", () => document.hidden && bar && pause());
  addEventListener("pagehide", () => pause());

  const begin = async () => {
    try {
      await bring("cach-doc.js");
    } catch (offline) {
      button.addEventListener("click", begin, { once: true });
      return;
    }
    labels = window.camnangCachDoc.nhan;
    say = window.camnangDocChu(window.camnangCachDoc);
    build();
    button.addEventListener("click", open);
    open();
  };
  begin();
})();
