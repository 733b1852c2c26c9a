/*
 * Lớp hiểu tiếng Việt đứng trước bộ tìm của khung nền.
 *
 * Bộ tìm gốc so chữ đúng từng dấu. Lớp này bỏ dấu cả bài lẫn chữ gõ vào (đ thành d), hỏi bộ gốc ba lượt:
 * đủ mọi chữ, có chữ nào cũng được, gần giống; rồi xếp trang có tên khớp lên trước. Vị trí chữ vẫn là của
 * bài gốc, nên đoạn trích hiện đủ dấu. Chỉ tìm trong trang cùng ngôn ngữ.
 */
const settings = new URL(self.location).searchParams;
const SETUP = 0;
const QUERY = 2;
const RESULT = 3;
const ENOUGH = 5; /* trang đủ mọi chữ: có chừng này thì thôi tìm rộng */
const ALL_WORDS = 3; /* điểm của tên trang có đủ chữ */

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D");
const plain = (text) => text.normalize("NFC").toLowerCase().replace(/<[^>]+>/g, "");
const wordsOf = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/* Đón thư của trang và của bộ gốc: trang nói với lớp này, lớp này nói với bộ gốc. */
const toPage = self.postMessage.bind(self);
const listen = self.addEventListener.bind(self);
let core = null;
let answer = null;
self.addEventListener = (type, handler) => (type === "message" ? (core = handler) : listen(type, handler));
self.postMessage = (message) => (answer ? answer(message) : toPage(message));
importScripts(new URL("../javascripts/workers/" + settings.get("loi"), self.location));

const Token = lunr.Token;
lunr.Token = function (text, metadata) {
  return new Token(fold(text || ""), metadata);
};
lunr.Token.prototype = Token.prototype;

const ask = (message) =>
  new Promise((resolve) => {
    answer = (reply) => {
      answer = null;
      resolve(reply);
    };
    core({ data: message });
  });

const isOurs = (page) => {
  const language = settings.get("ngon_ngu");
  return language === "vi" ? !page.location.startsWith("en/") : page.location.startsWith(language + "/");
};

/* Điểm theo tên trang: đúng cả cụm có dấu, đúng cụm không dấu, đủ chữ, có vài chữ. */
const titleScore = (title, typed, folded) => {
  const exact = wordsOf(title).join(" ");
  const loose = fold(exact);
  if (exact.includes(typed.join(" "))) return 6;
  if (loose.includes(folded.join(" "))) return 5;
  const own = loose.split(" ");
  if (folded.every((word) => own.some((other) => other.startsWith(word)))) return ALL_WORDS;
  return (2 * folded.filter((word) => own.includes(word)).length) / folded.length;
};

/* Điểm theo chữ bà con hay gõ (tu_khoa của trang): đúng cả cụm, hay cụm dài hơn có chứa nó. */
const keywordScore = (words, folded) => {
  const asked = folded.join(" ");
  const own = (words || []).map((word) => fold(wordsOf(word).join(" ")));
  if (own.includes(asked)) return 3 * ALL_WORDS;
  return own.some((word) => word.includes(asked)) ? ALL_WORDS : 0;
};

/* Người đang cần làm một việc: trang hướng dẫn và trang Gấp đứng trước giáo án, biểu mẫu. */
const isTask = (address) => /^(huong-dan|gap)\//.test(address);

const hitScore = (hit, typed, folded) =>
  titleScore(hit.title, typed, folded) * (hit.location.includes("#") ? 0.5 : 1) + keywordScore(hit.tags, folded) / 2;

const groupScore = (group, typed, folded) => {
  const score = Math.max(...group.map((hit) => hitScore(hit, typed, folded)));
  const address = group[0].location;
  if (address.startsWith("gop-bai/")) return score - ALL_WORDS; /* trang cho người góp bài đứng sau */
  return score >= ALL_WORDS && isTask(address) ? score + 2 : score;
};

const rounds = async (folded) => {
  const say = (words) => ask({ type: QUERY, data: words.join(" ") });
  const last = folded.length - 1;
  const all = await say(folded.map((word, at) => "+" + word + (at === last ? "*" : "")));
  const found = [all.data.items];
  if (all.data.items.length < ENOUGH) found.push((await say(folded)).data.items);
  if (!all.data.items.length) {
    found.push((await say(folded.map((word) => (word.length > 2 ? word + "~1" : word)))).data.items);
  }
  return found;
};

const search = async (query) => {
  const typed = wordsOf(query);
  if (!typed.length) return { type: RESULT, data: { items: [] } };
  const folded = typed.map(fold);
  const ranked = new Map();
  (await rounds(folded)).forEach((groups, round) =>
    groups.forEach((group, place) => {
      const address = group[0].location.split("#")[0];
      const score = groupScore(group, typed, folded) - 1.5 * round - place / 1000;
      if (!ranked.has(address)) ranked.set(address, { group, score });
    }),
  );
  const best = [...ranked.values()].sort((one, other) => other.score - one.score);
  best.forEach(({ group }, place) =>
    group.forEach((hit) => (hit.score = best.length - place + hit.score / (1 + hit.score))),
  );
  return { type: RESULT, data: { items: best.map(({ group }) => group) } };
};

const handle = async ({ data: message }) => {
  if (message.type === SETUP) message.data.docs = message.data.docs.filter(isOurs);
  toPage(message.type === QUERY ? await search(message.data) : await ask(message));
};

let queue = Promise.resolve();
listen("message", (event) => {
  queue = queue.then(() => handle(event));
});
