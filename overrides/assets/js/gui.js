/* Gửi cho người khác: bảng nhỏ có bản chữ ngắn của trang, nút gửi của máy, nút chép, ảnh để gửi Zalo. Chỉ tải khi bấm. */
(() => {
  const { make, copy } = window.camnang;
  const button = document.querySelector(".gui");
  const { loi, tieuDe, dong, guiDi, chep, daChep } = button.dataset;
  const picture = document.querySelector(".gui-anh");
  const row = make("div", { className: "gui-nut" });
  const box = make("dialog", { className: "gui-hop" }, make("p", { className: "gui-loi", tabIndex: -1 }, loi), row);
  box.setAttribute("aria-label", tieuDe);

  const add = (label, act) => row.append(make("button", { type: "button", className: "nut", onclick: ({ target }) => act(target) }, label));

  if (navigator.share) add(guiDi, () => navigator.share({ text: loi }).catch(() => {}));
  /* Máy không cho chép thì chữ được chọn sẵn, để giữ tay vào mà chép. */
  add(chep, (one) =>
    copy(loi, box).then(() => (one.textContent = daChep), () => getSelection().selectAllChildren(box.firstChild)),
  );
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
  button.closest("p").after(box);

  const open = () => (box.showModal ? box.showModal() : box.setAttribute("open", ""));
  button.addEventListener("click", open);
  open();
})();
