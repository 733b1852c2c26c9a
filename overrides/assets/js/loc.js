/* Sàng danh sách gương tốt theo khó khăn, vùng, cấp, tiền, năm. Không có tệp này thì hiện đủ cả danh sách. */
(() => {
  const { fill } = window.camnang;
  for (const box of document.querySelectorAll(".loc")) {
    const items = [...box.querySelectorAll(".danh-sach > li")];
    const { tatCa, dem, ...heads } = box.dataset;
    const bar = document.createElement("div");
    const count = document.createElement("p");
    const chosen = {};
    bar.className = "loc-thanh";
    count.className = "loc-dem";
    count.setAttribute("role", "status");

    const sift = () => {
      let shown = 0;
      for (const item of items) {
        const fits = Object.entries(chosen).every(([key, value]) => !value || item.dataset[key].split("|").includes(value));
        item.hidden = !fits;
        shown += fits;
      }
      count.textContent = fill(dem, shown, items.length);
    };

    for (const [key, name] of Object.entries(heads)) {
      const values = [...new Set(items.flatMap((item) => item.dataset[key].split("|")))].filter(Boolean).sort((a, b) => a.localeCompare(b, "vi"));
      const label = document.createElement("label");
      const select = document.createElement("select");
      label.append(name + " ", select);
      select.append(new Option(tatCa, ""), ...values.map((value) => new Option(value, value)));
      select.addEventListener("change", () => {
        chosen[key] = select.value;
        sift();
      });
      bar.append(label);
    }
    box.prepend(bar, count);
    sift();
  }
})();
