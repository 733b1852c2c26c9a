/* Dấu tích: ô «Đã tự làm» ở mỗi bước, ô của danh mục kiểm. Chỉ nhớ trong máy, không gửi đi đâu. */
(() => {
  const { make, keep, kept } = window.camnang;
  const clear = document.querySelector(".xoa-tich");
  const page = document.querySelector(".trang");
  const name = page.dataset.ma || location.pathname.split("/").slice(-2).join("/");
  const boxes = [];

  const remember = () => {
    const all = kept("tich");
    const ticked = boxes.filter((one) => one.input.checked).map((one) => one.id);
    if (ticked.length) all[name] = ticked;
    else delete all[name];
    clear.hidden = !ticked.length;
    keep("tich", all);
  };

  /* Tên của ô làm từ chính lời của nó (chữ thường, bỏ dấu câu), nên đổi thứ tự bước vẫn đúng; đổi lời thì phải làm lại. */
  const known = {};
  const hash = (text) => {
    const plain = text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{M}\d]+/gu, " ").trim();
    let sum = 0x811c9dc5;
    for (const letter of plain) sum = Math.imul(sum ^ letter.codePointAt(0), 0x01000193) >>> 0;
    const id = sum.toString(36);
    known[id] = (known[id] || 0) + 1;
    return known[id] > 1 ? `${id}-${known[id]}` : id;
  };

  const add = (input, text) => {
    boxes.push({ input, id: hash(text) });
    input.addEventListener("change", remember);
  };

  for (const step of document.querySelectorAll(".buoc")) {
    const title = step.querySelector(".buoc-ten").textContent;
    const input = make("input", { type: "checkbox" });
    step.append(make("label", { className: "tich" }, input, clear.dataset.lam, make("span", { className: "an" }, ": " + title)));
    add(input, title);
  }

  for (const item of document.querySelectorAll(".task-list-item")) {
    const label = make("label", {}, ...item.childNodes);
    item.append(label);
    const input = label.querySelector("input");
    input.disabled = false;
    const words = label.cloneNode(true);
    for (const source of words.querySelectorAll(".so-nguon")) source.remove();
    add(input, words.textContent);
  }

  const before = new Set(kept("tich")[name]);
  for (const one of boxes) one.input.checked = before.has(one.id);
  clear.hidden = !boxes.some((one) => one.input.checked);
  clear.addEventListener("click", () => {
    for (const one of boxes) one.input.checked = false;
    remember();
    boxes[0].input.focus({ preventScroll: true });
  });
})();
