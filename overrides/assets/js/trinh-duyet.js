/* Trang đang mở bên trong Zalo, Facebook: giúp mở bằng trình duyệt của máy. Bấm “Để sau” thì thôi nhắc. */
(() => {
  const bar = document.querySelector(".nhac-app");
  const said = bar.querySelector("[role=status]");
  const open = bar.querySelector("a");

  if (/Android/.test(navigator.userAgent)) {
    const { host, pathname, search, protocol, href } = location;
    const view = "action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE";
    open.href = `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};${view};S.browser_fallback_url=${encodeURIComponent(href)};end`;
    open.hidden = false;
  }

  /* Khung xem của ứng dụng thường khoá bộ nhớ tạm: thử cách mới, rồi cách cũ. */
  const copyOldWay = () => {
    const box = document.createElement("textarea");
    box.value = location.href;
    bar.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    if (!done) throw new Error("khoá");
  };

  bar.querySelector(".nhac-chep").addEventListener("click", async () => {
    try {
      const copying = navigator.clipboard ? navigator.clipboard.writeText(location.href) : Promise.reject();
      await copying.catch(copyOldWay);
      said.textContent = said.dataset.daChep;
    } catch (locked) {
      said.textContent = said.dataset.khongChep + " " + location.href;
    }
  });

  bar.querySelector(".nhac-bo").addEventListener("click", () => {
    document.documentElement.classList.remove("trong-app");
    try {
      localStorage.setItem("camnang.nhac", "thoi");
    } catch (blocked) {
      /* Máy không cho nhớ: lần sau nhắc lại. */
    }
  });
})();
