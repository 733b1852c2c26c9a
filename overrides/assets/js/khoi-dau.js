/* Chạy trước khi trang hiện: nhớ lại nền và cỡ chữ đã chọn. Máy không cho nhớ thì dùng nền của máy. */
(function (root, body) {
  var kept = { nen: null, co: null };
  try {
    kept.nen = localStorage.getItem("camnang.nen");
    kept.co = localStorage.getItem("camnang.co");
  } catch (blocked) {}
  var dark = kept.nen ? kept.nen === "toi" : matchMedia("(prefers-color-scheme: dark)").matches;
  body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
  if (kept.co) root.setAttribute("data-co", kept.co);
  root.classList.remove("no-js");
  root.classList.add("js");
})(document.documentElement, document.body);
