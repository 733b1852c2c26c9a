/*
 * Tô trong bài những chữ vừa tìm thấy, không kể dấu. Chữ nằm sau dấu # của địa chỉ: #tim=mật khẩu|VNeID&toi=buoc-2.
 * Đọc xong thì trả địa chỉ về như thường. Bấm “Bỏ tô” là hết.
 */
(() => {
  const asked = new URLSearchParams(location.hash.slice(1));
  const place = asked.get("toi");
  history.replaceState(history.state, "", place ? "#" + place : location.pathname + location.search);

  const bar = document.querySelector(".to-sang");
  const article = document.getElementById("noi-dung");
  /* Từng chữ cái một, nên chỗ đứng trong chữ đã bỏ dấu vẫn là chỗ đứng trong chữ gốc. */
  const fold = (text) =>
    [...text.toLowerCase()]
      .map((letter) => letter.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace("đ", "d"))
      .join("");

  const clear = () => {
    for (const mark of article.querySelectorAll("mark.tim")) mark.replaceWith(...mark.childNodes);
    article.normalize();
    bar.hidden = true;
  };

  const patterns = asked
    .get("tim")
    .split("|")
    .map((phrase) => fold(phrase).match(/[\p{L}\p{N}]+/gu))
    .filter(Boolean)
    .map((words) => words.join("[^\\p{L}\\p{N}]+"))
    .sort((one, other) => other.length - one.length);
  const pattern = new RegExp("(^|[^\\p{L}\\p{N}])(" + patterns.join("|") + ")(?![\\p{L}\\p{N}])", "gu");

  const mark = (node) => {
    const text = fold(node.data);
    const places = [...text.matchAll(pattern)].map((match) => [match.index + match[1].length, match[2].length]);
    for (const [start, length] of places.reverse()) {
      const found = node.splitText(start);
      found.splitText(length);
      const frame = document.createElement("mark");
      frame.className = "tim";
      found.replaceWith(frame);
      frame.append(found);
    }
  };

  const show = () => {
    const marks = article.querySelectorAll("mark.tim");
    if (!marks.length) return;
    for (const found of marks) {
      for (let up = found.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    }
    const count = bar.querySelector("span");
    count.textContent = count.dataset.mau.replace("#", marks.length);
    bar.hidden = false;
    bar.querySelector("button").onclick = clear;
    (document.getElementById(place) || marks[0]).scrollIntoView({ block: place ? "start" : "center" });
  };

  clear();
  if (!patterns.length) return;
  const nodes = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("svg, script, style, nav")) nodes.push(walker.currentNode);
  nodes.forEach(mark);
  show();
})();
