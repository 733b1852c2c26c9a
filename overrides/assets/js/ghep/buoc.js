/* Từng bước: cả màn hình cho một bước, cho điện thoại cầm tay và cho máy chiếu. Lấy các bước ngay trong trang. */
(() => {
  const { make, fill, kept, keep, page, twin, man } = window.camnang;
  const DAYS = 30;
  const today = Math.floor(Date.now() / 864e5);
  const code = page.dataset.ma;
  const button = document.querySelector(".mo-buoc");
  if (!button) return;
  if (!window.HTMLDialogElement) {
    button.remove();
    return;
  }

  const all = (selector, from = page) => [...from.querySelectorAll(selector)];
  const until = (node, stop) => {
    const found = [];
    for (let next = node.nextElementSibling; next && !next.matches(stop); next = next.nextElementSibling) found.push(next);
    return found;
  };
  const rest = (section) => [...section.children].filter((node) => !node.matches("h2, figure"));

  /* Mỗi màn: tên, lời trước hình, hình, lời sau hình. Bài nào cũng chỉ có một trong bốn kiểu bước. Màn mở đầu và màn cuối
     là các phần của bài, đã có tên riêng. */
  const steps = [
    ...all("section.buoc").map((one) => [one.querySelector("h2"), all(".buoc-loi", one), one.querySelector(".buoc-hinh > figure"), all(".buoc-sau", one)]),
    ...all(".phan-lam-ngay > ol > li").map((one) => [one.closest("section").querySelector("h2"), [one], null, []]),
    ...all(".phan-cac-chang > h3").map((one) => [one, until(one, "h3"), null, []]),
    ...all(".trang-that-gia > section").filter((one) => one.querySelector("figure")).map((one) => [one.querySelector("h2"), [], one.querySelector("figure"), rest(one)]),
  ];
  const more = (selector, title) => {
    const found = all(selector);
    return found.length ? [[title, found, null, []]] : [];
  };

  const { dialog, part, open, leave, count } = man("buoc");
  const words = dialog.dataset;
  const before = more(".phan-chuan-bi, .phan-an-toan-truoc-khi-lam, .phan-cach-tap", words.truoc);
  const after = more(".phan-xong-roi-thi-sao, .phan-noi-lai, .phan-goi-ai, .trang-lo-trinh .phan-gap-ai, .phan-nho-mot-cau", words.sau);
  const screens = [...before, ...steps, ...after];
  const [body, next] = [part(".man-than"), part(".man-ke")];
  const number = (index) => {
    const step = index - before.length + 1;
    return step < 1 || step > steps.length ? 0 : step;
  };
  let here = 0;

  const heading = (title) => {
    const out = make("h2", {}, ...(title.nodeType ? twin(title).childNodes : [title]));
    for (const extra of out.querySelectorAll(".headerlink")) extra.remove();
    return out;
  };

  /* Điện thoại dựng đứng: hình lấy hết chỗ còn lại dưới lời; còn chỗ thì cả câu «Bác sẽ thấy». Máy chiếu: man.css lo. */
  const fit = () => {
    const drawing = body.querySelector(".man-tranh");
    if (!drawing) return;
    const above = drawing.offsetTop - body.offsetTop;
    const seen = body.querySelector(".bac-se-thay, .doan");
    const room = body.clientHeight - above - 12;
    const tight = seen ? room - seen.offsetHeight - 16 : room;
    dialog.style.setProperty("--cao", Math.max(tight >= 330 ? tight : room, 270) + "px");
  };

  const remember = () => {
    const places = kept("buoc");
    for (const key in places) if (!Array.isArray(places[key]) || today - places[key][1] > DAYS) delete places[key];
    if (here > 0 && here < screens.length - 1) places[code] = [here, today];
    else delete places[code];
    keep("buoc", places);
  };

  const preview = () => {
    const coming = screens[here + 1];
    next.textContent = "";
    next.hidden = part(".xem-ke").getAttribute("aria-pressed") !== "true" || !coming;
    if (next.hidden) return;
    if (coming[2]) next.append(twin(coming[2].querySelector("svg")));
    const title = heading(coming[0]);
    title.prepend(words.ke + ": ");
    next.append(title);
  };

  const show = (index) => {
    here = Math.max(0, Math.min(screens.length - 1, index));
    const [title, first, figure, last] = screens[here];
    const step = number(here);
    const top = heading(title);
    body.textContent = "";
    body.append(...(step ? [top] : []), ...first.map(twin), ...(figure ? [make("div", { className: "man-tranh" }, twin(figure))] : []), ...last.map(twin));
    body.scrollTop = 0;
    dialog.classList.toggle("co-tranh", Boolean(figure));
    count(step ? step + "/" + steps.length : title, step || (here && steps.length), steps.length);
    part(".man-noi").textContent = (step ? fill(words.dem, step, steps.length) + ". " : "") + top.textContent;
    const end = here === screens.length - 1;
    part(".man-tiep").textContent = end ? words.xong : words.tiep;
    part(".man-lui").disabled = here === 0;
    if (here === 0 && dialog.open) part(".man-tiep").focus();
    preview();
    fit();
    remember();
  };

  const go = (by) => {
    if (by > 0 && here === screens.length - 1) leave();
    else show(here + by);
  };

  const start = (index) => {
    open();
    show(index);
    part(".man-tiep").focus();
  };

  const press = (selector) => part(selector).click();
  const KEYS = {
    ArrowRight: () => go(1), PageDown: () => go(1), " ": () => go(1),
    ArrowLeft: () => go(-1), PageUp: () => go(-1),
    ArrowDown: () => body.scrollBy(0, 90), ArrowUp: () => body.scrollBy(0, -90),
    Home: () => show(0), End: () => show(screens.length - 1),
    p: () => press(".xem-ke"), f: () => press(".man-rong"),
  };
  dialog.addEventListener("keydown", (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const own = event.key === " " && event.target.closest("button, summary, a");
    if (!KEYS[key] || own || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    KEYS[key]();
  });

  /* Vuốt ngang: sang trái là tiếp, sang phải là lùi. */
  let touch = null;
  body.addEventListener("touchstart", (event) => {
    touch = event.touches.length === 1 && !event.target.closest(".bang-khung") ? event.touches[0] : null;
  }, { passive: true });
  body.addEventListener("touchend", (event) => {
    if (!touch) return;
    const [dx, dy] = [event.changedTouches[0].clientX - touch.clientX, event.changedTouches[0].clientY - touch.clientY];
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) go(dx < 0 ? 1 : -1);
    touch = null;
  }, { passive: true });

  part(".man-tiep").addEventListener("click", () => go(1));
  part(".man-lui").addEventListener("click", () => go(-1));
  part(".xem-ke").addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-pressed", currentTarget.getAttribute("aria-pressed") !== "true");
    preview();
  });
  part(".man-rong").addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  });
  addEventListener("resize", () => { if (dialog.open) fit(); });
  body.addEventListener("click", () => requestAnimationFrame(fit));

  button.addEventListener("click", () => start(0));
  const [place, day] = kept("buoc")[code] || [];
  if (place > 0 && place < screens.length - 1 && today - day <= DAYS) {
    const textContent = fill(button.dataset.tiep, (number(place) || steps.length) + "/" + steps.length);
    button.after(make("button", { type: "button", className: "nut-viec", textContent, onclick: () => start(place) }));
  }
})();
