/* Gửi cho người khác: bảng nhỏ có bản chữ ngắn của trang, nút gửi của máy, nút chép, ảnh để gửi Zalo. Chỉ tải khi bấm. */
(() => {
  const button = document.querySelector(".gui");
  const { loi, tieuDe, dong, guiDi, chep, daChep } = button.dataset;
  const box = document.createElement("dialog");
  const text = document.createElement("p");
  const row = document.createElement("div");
  const picture = document.querySelector(".gui-anh");
  box.className = "gui-hop";
  box.setAttribute("aria-label", tieuDe);
  text.className = "gui-loi";
  text.tabIndex = -1;
  text.textContent = loi;
  row.className = "gui-nut";

  const add = (label, act) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "nut";
    one.textContent = label;
    one.addEventListener("click", () => act(one));
    row.append(one);
  };

  /* Trang mở từ tệp, hoặc trình duyệt cũ, thì chép theo lối cũ: chọn chữ rồi ra lệnh chép. */
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(loi);
    } catch (blocked) {
      getSelection().selectAllChildren(text);
      document.execCommand("copy");
    }
  };

  if (navigator.share) add(guiDi, () => navigator.share({ text: loi }).catch(() => {}));
  add(chep, async (one) => {
    await copy();
    one.textContent = daChep;
  });
  if (picture) {
    /* Máy gửi thẳng được tệp ảnh thì gửi; không thì mở ảnh ra, giữ tay vào ảnh để lưu. */
    picture.addEventListener("click", async (event) => {
      if (!navigator.canShare) return;
      event.preventDefault();
      try {
        const found = await fetch(picture.href);
        const file = new File([await found.blob()], picture.href.split("/").pop(), { type: "image/png" });
        await navigator.share({ files: [file] });
      } catch (refused) {
        if (refused.name !== "AbortError") location.href = picture.href;
      }
    });
    picture.hidden = false;
    row.append(picture);
  }
  add(dong, () => box.close());
  box.append(text, row);
  button.closest("p").after(box);

  const open = () => (box.showModal ? box.showModal() : box.setAttribute("open", ""));
  button.addEventListener("click", open);
  open();
})();
