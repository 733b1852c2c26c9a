/* Điền tên tổ, số điện thoại vào dòng liên hệ của bản in. Chữ nằm trong trang; chỉ nhớ trong máy khi người dùng tích. */
(() => {
  const KEPT = "camnang.to";
  const button = document.querySelector(".dien-to");
  const words = JSON.parse(button.dataset.chu);
  const places = [...document.querySelectorAll(".lien-he [data-o]")];
  const values = {};
  let box = null;

  /* Máy không cho nhớ thì chữ chỉ có ở trang này. */
  const kept = (act) => {
    try {
      return act(localStorage);
    } catch (blocked) {
      return null;
    }
  };

  const show = () => {
    for (const place of places) place.querySelector("b").textContent = values[place.dataset.o] || "";
  };

  const add = (tag, parent, settings) => parent.appendChild(Object.assign(document.createElement(tag), settings));

  const build = () => {
    box = document.createElement("div");
    box.className = "dien-khung";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words.nut);
    add("p", box, { textContent: words.loi_hua });
    const fields = places.map((place) => {
      const name = place.dataset.o;
      const label = add("label", box, { textContent: words[name] });
      const field = add("input", label, { type: "text", value: values[name] || "", maxLength: 120, autocomplete: "off" });
      if (name === "dien_thoai") field.inputMode = "tel";
      field.addEventListener("input", () => {
        values[name] = field.value.trim();
        show();
        keep();
      });
      return field;
    });
    const label = add("label", box, { className: "dien-nho" });
    const ask = add("input", label, { type: "checkbox", checked: Boolean(kept((store) => store.getItem(KEPT))) });
    label.append(words.nho);
    const keep = () => kept((store) => (ask.checked ? store.setItem(KEPT, JSON.stringify(values)) : store.removeItem(KEPT)));
    ask.addEventListener("change", keep);
    const row = add("div", box, { className: "dien-nut" });
    const acts = [
      [words.in, () => print()],
      [words.xoa, () => {
        for (const field of fields) field.value = "";
        for (const name of Object.keys(values)) delete values[name];
        ask.checked = false;
        show();
        keep();
        fields[0].focus();
      }],
      [words.dong, () => {
        box.hidden = true;
        button.focus();
      }],
    ];
    for (const [text, act] of acts) add("button", row, { type: "button", className: "nut", textContent: text }).addEventListener("click", act);
    button.closest("p").after(box);
  };

  const open = () => {
    if (!box) build();
    box.hidden = false;
    box.querySelector("input").focus();
  };

  try {
    Object.assign(values, JSON.parse(kept((store) => store.getItem(KEPT)) || "{}"));
  } catch (broken) {
    kept((store) => store.removeItem(KEPT));
  }
  show();
  button.addEventListener("click", open);
  if (!button.dataset.nho) open();
})();
