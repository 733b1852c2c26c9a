/* Điền tên tổ, số điện thoại vào dòng liên hệ của bản in. Chữ nằm trong trang; chỉ nhớ trong máy khi người dùng tích. */
(() => {
  const { make, keep, kept } = window.camnang;
  const button = document.querySelector(".dien-to");
  const words = JSON.parse(button.dataset.chu);
  const places = [...document.querySelectorAll(".lien-he [data-o]")];
  const values = kept("to");
  let box = null;

  const show = () => {
    for (const place of places) place.querySelector("b").textContent = values[place.dataset.o] || "";
  };

  const build = () => {
    const remember = () => keep("to", ask.checked ? values : {});
    const ask = make("input", { type: "checkbox", checked: Boolean(Object.keys(values)[0]), onchange: remember });
    const fields = places.map((place) => {
      const name = place.dataset.o;
      const field = make("input", { type: "text", value: values[name] || "", maxLength: 120, autocomplete: "off" });
      if (name === "dien_thoai") field.inputMode = "tel";
      field.addEventListener("input", () => {
        values[name] = field.value.trim();
        show();
        remember();
      });
      return field;
    });
    const acts = [
      [words.in, () => print()],
      [words.xoa, () => {
        for (const field of fields) field.value = "";
        for (const name of Object.keys(values)) delete values[name];
        ask.checked = false;
        show();
        remember();
        fields[0].focus();
      }],
      [words.dong, () => {
        box.hidden = true;
        button.focus();
      }],
    ];
    box = make(
      "div",
      { className: "dien-khung" },
      make("p", {}, words.loi_hua),
      ...fields.map((field, at) => make("label", {}, words[places[at].dataset.o], field)),
      make("label", { className: "dien-nho" }, ask, words.nho),
      make("div", { className: "dien-nut" }, ...acts.map(([text, onclick]) => make("button", { type: "button", className: "nut", onclick }, text))),
    );
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words.nut);
    button.closest("p").after(box);
  };

  const open = () => {
    if (!box) build();
    box.hidden = false;
    box.querySelector("input").focus();
  };

  show();
  button.addEventListener("click", open);
  if (!button.dataset.nho) open();
})();
