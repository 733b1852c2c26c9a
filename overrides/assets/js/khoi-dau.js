/* Chạy trước khi trang hiện: nhớ lại nền và cỡ chữ đã chọn. Chưa chọn thì theo máy: đòi rõ nét, đòi nền tối, hay nền sáng. */
(function (root, body) {
  var kept = { nen: null, co: null };
  try {
    kept.nen = localStorage.getItem("camnang.nen");
    kept.co = localStorage.getItem("camnang.co");
    kept.nhac = localStorage.getItem("camnang.nhac");
  } catch (blocked) {}
  var asks = function (wish) { return matchMedia("(prefers-" + wish + ")").matches; };
  var nen = kept.nen || (asks("contrast: more") ? "ro" : asks("color-scheme: dark") ? "toi" : "sang");
  body.setAttribute("data-md-color-scheme", { toi: "slate", ro: "ro" }[nen] || "default");
  if (kept.co) root.setAttribute("data-co", kept.co);
  root.classList.remove("no-js");
  root.classList.add("js");
  /* Máy lưu được bài không, trang có đang mở bên trong ứng dụng khác không. */
  if (navigator.serviceWorker && /^http/.test(location.protocol)) root.classList.add("co-luu");
  if (!kept.nhac && /Zalo|FBA[NV]|FB_IAB|Instagram/.test(navigator.userAgent)) root.classList.add("trong-app");
})(document.documentElement, document.body);
