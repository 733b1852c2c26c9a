/* Thật hay giả?: hai nút đoán trước khi mở lời đáp, cả khi chiếu từng hình. Điểm chỉ hiện, không nhớ. */
(() => {
  const shape = document.querySelector(".mau-doan").content.firstElementChild;
  const scored = new Map();
  for (const answer of document.querySelectorAll("details.dap-an")) {
    const row = shape.cloneNode(true);
    row.dataset.so = scored.size;
    scored.set(row.dataset.so, null);
    answer.before(row);
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest(".doan button");
    if (!button) return;
    const row = button.closest(".doan");
    const answer = row.nextElementSibling;
    const right = answer.querySelector("strong").textContent.trim().startsWith(button.textContent);
    const key = row.dataset.so;
    if (scored.get(key) === null) scored.set(key, right);
    answer.open = true;
    for (const one of row.querySelectorAll("button")) one.setAttribute("aria-pressed", one === button);
    const judged = [...scored.values()].filter((one) => one !== null);
    const score = window.camnang.fill(row.dataset.diem, judged.filter(Boolean).length, judged.length);
    row.querySelector("p").textContent = row.dataset[right ? "dung" : "sai"] + " " + score;
    row.classList.toggle("dung", right);
    answer.scrollIntoView({ block: "nearest" });
  });
})();
