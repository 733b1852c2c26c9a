/* Tập thử: bấm đúng chỗ trên hình vẽ thì sang bước sau. Chỉ nhận chữ mẫu, không gửi gì, chỉ nhớ đã tập mấy lần. */
(() => {
  const { make, fill, kept, keep, page, twin, man } = window.camnang;
  const code = page.dataset.ma;
  const button = document.querySelector(".mo-tap");
  const figures = [...page.querySelectorAll(".buoc-hinh figure[data-cho]")];
  if (!button) return;
  if (!window.HTMLDialogElement || !figures.length) {
    button.remove();
    return;
  }

  const { dialog, part, open, leave, count } = man("tap");
  const words = dialog.dataset;
  const [title, said, typing, stage, around] = ["h2", ".tap-loi", ".tap-go", ".tap-san", ".man-tranh"].map(part);
  const FOOT = { bam: ".tap-chi", nhin: ".tap-tiep", go: ".tap-bo, .tap-xong-go", het: ".tap-lai, .tap-that" };
  const TONES = { "\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j", "\u031b": "w", "\u0306": "w" };
  let here = 0;
  let teaching = false;
  let target = "";
  let hint = "";

  const foot = (which) => {
    for (const one of part(".man-chan").children) one.hidden = !one.matches(FOOT[which]);
  };
  const say = (text, kind) => {
    said.textContent = text;
    said.className = "tap-loi " + kind;
  };
  const plain = (node) => {
    if (!node) return "";
    const out = twin(node);
    for (const one of out.querySelectorAll(".so-nguon, .chua-chac, .headerlink")) one.remove();
    return out.textContent.replace(/\s+/g, " ").trim();
  };
  const point = () => {
    stage.classList.add("chi");
    say(hint, "");
  };

  /* Chữ gõ giống chữ mẫu: bỏ dấu, bỏ chữ hoa, bỏ dấu cách; hoặc cùng một cách gõ kiểu Telex («Mej» là «Mẹ»). */
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]/g, "");
  const telex = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, (mark) => TONES[mark] || "").toLowerCase();
  const runs = (text) => text.replace(/[\s.,-]/g, "").match(/[0-9]+/g) || [];

  /* Dãy từ 6 số không phải số mẫu có thể là mã, số điện thoại, số căn cước thật: xoá ngay, không chờ gõ xong. */
  const real = (text, sample) => runs(text).some((run) => run.length > 5 && !runs(sample).some((own) => own.startsWith(run)));

  const ask = (sample, secret) => {
    const field = make("input", { type: "text", inputMode: /^[0-9 .]+$/.test(sample) ? "numeric" : "text", spellcheck: false });
    for (const name of ["autocomplete", "autocorrect", "autocapitalize"]) field.setAttribute(name, "off");
    typing.textContent = "";
    typing.append(make("label", {}, fill(words.mau, sample.replace(/ /g, "\u00a0")), field));
    typing.hidden = false;
    const refuse = (why) => {
      field.value = "";
      say(why, "nham");
    };
    const check = (done) => {
      const text = field.value;
      if (folded(text) === folded(sample) || telex(text) === telex(sample)) forward();
      else if (real(text, sample) || (secret && text.length > 2 && !folded(sample).startsWith(folded(text)))) refuse(words.soThat);
      else if (done) refuse(words.chuaGiong);
      field.focus();
    };
    field.addEventListener("input", () => check(false));
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") check(true); });
    part(".tap-xong-go").onclick = () => check(true);
    foot("go");
    say(words.go, "dung");
    fit();
    field.focus();
  };

  const fit = () => {
    const drawing = stage.querySelector("svg");
    if (!drawing) return;
    const { width, height } = drawing.viewBox.baseVal;
    const edge = 2 * parseFloat(getComputedStyle(around).paddingLeft);
    const scale = Math.min((around.clientWidth - edge) / width, (around.clientHeight - edge) / height);
    stage.style.width = width * scale + "px";
    stage.style.height = height * scale + "px";
  };

  /* Các chỗ bấm được của hình: «trái trên rộng cao tên», dấu của bước là chỗ đúng. */
  const places = (figure, drawing) => {
    const [name, ...others] = figure.dataset.cho.split("|");
    const mark = drawing.querySelector(".mh-dau");
    target = name;
    if (!mark) return [];
    const found = others.map((one) => one.match(/^(\S+) (\S+) (\S+) (\S+) (=?)(.*)$/)).map((one) => ({ box: one.slice(1, 5).map(Number), right: Boolean(one[5]), name: one[6] }));
    found.push({ box: ["x", "y", "width", "height"].map((key) => mark[key].baseVal.value), right: true, name });
    return found.sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  };

  const lay = (place, view, press) => {
    const spot = make("button", { type: "button", onclick: (event) => { event.stopPropagation(); press(); } });
    spot.setAttribute("aria-label", place.name);
    ["left", "top", "width", "height"].forEach((side, at) => { spot.style[side] = (place.box[at] / (at % 2 ? view.height : view.width)) * 100 + "%"; });
    if (place.right) spot.style.zIndex = 1;
    stage.append(spot);
  };

  const show = (index, note) => {
    const step = figures[index].closest(".buoc");
    const figure = figures[index];
    const drawing = twin(figure.querySelector("svg"));
    const sample = figure.dataset.go || "";
    const lead = plain(step.querySelector(".buoc-loi"));
    const heading = step.querySelector("h2");
    here = index;
    title.textContent = "";
    title.append(...twin(heading).childNodes);
    count(index + 1 + "/" + figures.length, index + 1, figures.length);

    /* Lời tả hình không được mách chỗ đúng. */
    const alt = drawing.getAttribute("aria-label").replace(/ Đánh dấu(?: số \d+)?: .*?\. Còn có: /, " Có: ").replace(/ Đánh dấu(?: số \d+)?: .*/, "");
    drawing.setAttribute("aria-label", alt);
    drawing.querySelector("title").remove();
    stage.textContent = "";
    stage.append(drawing);
    const typed = sample && /(^|[\s(“])gõ\s/i.test(heading.textContent + " " + lead);
    const view = drawing.viewBox.baseVal;
    for (const place of places(figure, drawing)) {
      lay(place, view, () => {
        if (!place.right) say(fill(words.nham, place.name, target), "nham");
        else if (typed) ask(sample.replace("*", ""), sample[0] === "*");
        else forward();
      });
    }
    hint = lead;
    typing.hidden = true;
    stage.classList.toggle("chi", teaching);
    foot(target ? "bam" : "nhin");
    say(note || (teaching || !target ? hint : words.moi), note ? "dung" : "");
    fit();
    title.focus();
  };

  const forward = () => {
    const seen = plain(figures[here].closest(".buoc").querySelector(".bac-se-thay"));
    const next = figures[here + 1];
    const same = next && next.closest(".buoc") === figures[here].closest(".buoc");
    const note = words.dung + (seen && !same ? " " + seen : "");
    if (next) show(here + 1, note);
    else finish(note);
  };

  const finish = (note) => {
    const times = kept("tap");
    times[code] = (Number(times[code]) || 0) + 1;
    keep("tap", times);
    title.textContent = fill(words.het, times[code]);
    stage.textContent = "";
    stage.removeAttribute("style");
    typing.hidden = true;
    say(note, "dung");
    foot("het");
    title.focus();
  };

  stage.addEventListener("click", () => {
    if (stage.firstChild && target) say(fill(words.ngoai, "", target), "nham");
  });
  part(".tap-chi").addEventListener("click", point);
  part(".tap-bo").addEventListener("click", () => forward());
  part(".tap-tiep").addEventListener("click", () => forward());
  part(".tap-lai").addEventListener("click", () => show(0));
  part(".tap-that").addEventListener("click", () => leave(() => page.querySelector(".buoc").scrollIntoView()));
  part(".tap-day").addEventListener("click", ({ currentTarget }) => {
    teaching = !teaching;
    currentTarget.setAttribute("aria-pressed", teaching);
    if (!stage.firstChild) return;
    if (teaching) point();
    else stage.classList.remove("chi");
  });
  addEventListener("resize", () => { if (dialog.open) fit(); });
  button.addEventListener("click", () => {
    open();
    show(0);
  });
})();
