/*
 * Phần tìm: đứng giữa hộp tìm của khung nền và máy tìm. Khung nền gửi các trang, rồi gửi chữ gõ vào, rồi chờ kết quả.
 *
 * Máy tìm là tệp may-….js cùng thư mục, tên ghi ở mkdocs.yml (extra.tim_kiem). Mỗi máy đặt ra self.searchEngine:
 *   load(docs, home, language)  nhận các trang cùng ngôn ngữ [{location, title, text, tags, boost}] và địa chỉ gốc
 *   add(bodies)       nhận lời của từng mục, tải sau khi cần {location: [[neo, tên mục, lời], …]}; máy nào không cần thì không có
 *   search(text)      trả các trang, hay nhất đứng trước: [[{location, title, text, score, sure}, mục…], …]
 *                     title, text là HTML đã tô <mark>; sure: máy tin là đúng trang ấy
 * Tệp này chạy trong thợ riêng (Worker). Mở từ USB thì thợ riêng không chạy được, tim-trong-trang.js đứng thay.
 */
(() => {
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const PAUSE = 500; /* phần nghìn giây */
  const desk = self.searchDesk || {
    address: self.location.href,
    hear: (act) => self.addEventListener("message", ({ data }) => act(data)),
    say: (message) => self.postMessage(message),
    run: (address) => importScripts(address),
    /* search/loi.js là «self.loiBai={…}»: ở đây chỉ cần phần sau dấu bằng. */
    bodies: async (address) => JSON.parse((await (await fetch(address)).text()).replace(/^[^=]*=/, "")),
  };
  const here = new URL(desk.address);
  const settings = here.searchParams;
  const home = new URL("../../", here);
  let queue = Promise.resolve();
  let asked = "";
  let lacking = false; /* lời từng mục còn nằm ở máy chủ */

  /* Ngôn ngữ chính nằm ngay thư mục gốc; «khac» kể các thư mục của ngôn ngữ khác. */
  const language = settings.get("ngon_ngu");
  const others = (settings.get("khac") || "").split(",").filter(Boolean);
  const isIn = (location, folder) => location.startsWith(folder + "/");
  const isOurs = ({ location }) => {
    return others.length ? !others.some((other) => isIn(location, other)) : isIn(location, language);
  };

  /* Tên trang, tu_khoa chưa cho câu trả lời chắc thì mới tải lời từng mục, khi người ta đã ngừng gõ; rồi trả lời lại. */
  const answer = async () => {
    const items = await self.searchEngine.search(asked);
    desk.say({ type: RESULT, data: { items } });
    const sure = items.some(([page]) => page.sure);
    const mine = asked;
    if (asked.trim() && !sure && lacking) setTimeout(() => mine === asked && fetchBodies(), PAUSE);
  };

  const fetchBodies = async () => {
    if (!lacking) return;
    lacking = false;
    try {
      self.searchEngine.add(await desk.bodies(new URL("search/loi.js", home)));
      queue = queue.then(answer);
    } catch (failed) {
      lacking = true; /* mạng rớt: lần tìm sau thử lại */
    }
  };

  const start = async (docs) => {
    await desk.run(new URL(settings.get("may"), here));
    await self.searchEngine.load(docs, home, language);
    const whole = docs.some(({ location }) => location.includes("#")); /* bản xem thử có sẵn lời từng mục */
    lacking = Boolean(self.searchEngine.add) && !whole;
    desk.say({ type: READY });
  };

  const handle = async ({ type, data }) => {
    if (type === SETUP) await start(data.docs.filter(isOurs));
    if (type !== QUERY) return;
    asked = data;
    await answer();
  };

  desk.hear((message) => (queue = queue.then(() => handle(message))));
})();
