/*
 * Máy tìm Pagefind, cho cẩm nang cả nghìn trang: mục lục cắt thành nhiều mẩu, tìm tới đâu tải tới đó.
 * Việc phải làm: xem tim-kiem.js. Pagefind chỉ trả trang có đủ mọi chữ, nên hỏi thêm từng chữ rồi cộng điểm.
 * Không chạy được từ USB (file://): trình duyệt không cho tải mẩu mục lục.
 */
self.searchEngine = (() => {
  const SHOWN = 10;
  const WHOLE = 3; /* trang đủ mọi chữ nặng hơn trang có một chữ */
  let pagefind;

  const load = async (_, home, language) => {
    pagefind = await import(new URL(`search/pagefind/${language}/pagefind.js`, home));
    await pagefind.options({ baseUrl: "/", excerptLength: 26 });
    await pagefind.init();
  };

  const plainText = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

  const show = async ({ result }, score) => {
    const { raw_url, meta, excerpt } = await result.data();
    return [{ location: raw_url.replace(/^\//, ""), title: plainText(meta.title), text: excerpt, score, terms: {}, sure: true }];
  };

  const search = async (query) => {
    const words = query.normalize("NFC").match(/[\p{L}\p{N}]+/gu) || [];
    const rounds = await Promise.all([words.join(" "), ...words].map((asked) => pagefind.search(asked)));
    const found = new Map();
    rounds.forEach(({ results }, round) => {
      const top = Math.max(...results.map(({ score }) => score));
      for (const result of results) {
        const hit = found.get(result.id) || { result, score: 0 };
        hit.score += (round ? 1 / Math.log(2 + results.length) : WHOLE) * (result.score / top);
        found.set(result.id, hit);
      }
    });
    const best = [...found.values()].sort((one, other) => other.score - one.score).slice(0, SHOWN);
    return Promise.all(best.map((hit, place) => show(hit, SHOWN - place)));
  };

  return { load, search };
})();
