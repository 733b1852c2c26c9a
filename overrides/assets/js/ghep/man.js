/* Cả màn hình cho một việc, dùng chung cho Từng bước và Tập thử: mở; đóng bằng nút, Esc hay nút Lùi của máy; giữ máy
   sáng. */
Object.assign(window.camnang, (() => {
  const root = document.documentElement;
  const page = document.querySelector(".trang");

  /* Chép một phần của bài mà không chép tên neo: trong trang mỗi neo chỉ có một. */
  const twin = (node) => {
    const out = node.cloneNode(true);
    for (const one of [out, ...out.querySelectorAll("[id]")]) one.removeAttribute("id");
    return out;
  };

  /* Dựng hộp từ khuôn .mau-<name>; trả về hộp, cách tìm trong hộp, cách mở và rời. */
  const man = (name) => {
    const dialog = document.querySelector(".mau-" + name).content.firstElementChild.cloneNode(true);
    const part = (selector) => dialog.querySelector(selector);
    let opener = null;
    let lock = null;

    const sleepy = () => {
      if (lock) lock.release().catch(() => {});
      lock = null;
    };
    const awake = () => {
      if (!navigator.wakeLock || !dialog.open || document.hidden) return;
      navigator.wakeLock.request("screen").then((got) => {
        lock = got;
        if (!dialog.open) sleepy();
      }).catch(() => {});
    };

    const open = () => {
      opener = document.activeElement;
      dialog.showModal();
      root.classList.add("dang-mo");
      history.pushState("man", "");
      awake();
    };

    /* Rời hộp rồi mới làm việc kế: nút Lùi ảo phải chạy xong trước. */
    const leave = (then) => {
      if (then) addEventListener("popstate", () => setTimeout(then), { once: true });
      dialog.close();
    };

    dialog.addEventListener("close", () => {
      root.classList.remove("dang-mo");
      if (document.fullscreenElement) document.exitFullscreen();
      if (history.state === "man") history.back();
      sleepy();
      opener.focus();
    });
    addEventListener("popstate", () => {
      if (dialog.open && history.state !== "man") dialog.close();
    });
    document.addEventListener("visibilitychange", awake);
    dialog.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (!link) return;
      event.preventDefault();
      leave(() => { location.hash = link.hash; });
    });
    part(".man-dong").addEventListener("click", () => leave());
    document.body.append(dialog);

    const count = (words, now, all) => {
      part(".man-dem").textContent = words;
      part(".man-muc").max = all;
      part(".man-muc").value = now;
    };
    return { dialog, part, open, leave, count };
  };

  return { page, twin, man };
})());
