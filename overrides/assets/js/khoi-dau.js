/* Chạy trước khi trang hiện: nhớ lại nền và cỡ chữ đã chọn. Máy không cho nhớ thì dùng nền của máy. */
(function (root, body) {
  var kept = { nen: null, co: null };
  try {
    kept.nen = localStorage.getItem("camnang.nen");
    kept.co = localStorage.getItem("camnang.co");
    kept.nhac = localStorage.getItem("camnang.nhac");
  } catch (blocked) {}
  var dark = kept.nen ? kept.nen === "toi" : matchMedia("(prefers-color-scheme: dark)").matches;
  body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
  if (kept.co) root.setAttribute("data-co", kept.co);
  root.classList.remove("no-js");
  root.classList.add("js");
  /* Máy lưu được bài không, trang có đang mở bên trong ứng dụng khác không. */
  if (navigator.serviceWorker && /^http/.test(location.protocol)) root.classList.add("co-luu");
  if (!kept.nhac && /Zalo|FBA[NV]|FB_IAB|Instagram/.test(navigator.userAgent)) root.classList.add("trong-app");
})(document.documentElement, document.body);
