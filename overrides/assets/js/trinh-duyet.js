/* Trang đang mở bên trong Zalo, Facebook: giúp mở bằng trình duyệt của máy. Bấm “Để sau” thì thôi nhắc. */
(() => {
  const { keep, copy } = window.camnang;
  const bar = document.querySelector(".nhac-app");
  const said = bar.querySelector("[role=status]");
  const open = bar.querySelector("a");

  if (/Android/.test(navigator.userAgent)) {
    const { host, pathname, search, protocol, href } = location;
    const view = "action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE";
    open.href = `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};${view};S.browser_fallback_url=${encodeURIComponent(href)};end`;
    open.hidden = false;
  }

  bar.querySelector(".nhac-chep").addEventListener("click", async () => {
    try {
      await copy(location.href, bar);
      said.textContent = said.dataset.daChep;
    } catch (locked) {
      said.textContent = said.dataset.khongChep + " " + location.href;
    }
  });

  bar.querySelector(".nhac-bo").addEventListener("click", () => {
    document.documentElement.classList.remove("trong-app");
    keep("nhac", "thoi");
  });
})();
