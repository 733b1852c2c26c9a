/*
 * Phần tìm: đứng giữa hộp tìm của khung nền và máy tìm. Khung nền gửi các trang, rồi gửi chữ gõ vào, rồi chờ kết quả.
 *
 * Máy tìm là tệp may-….js cùng thư mục, tên ghi ở mkdocs.yml (extra.tim_kiem). Mỗi máy đặt ra self.searchEngine:
 *   load(docs, home)  nhận các trang cùng ngôn ngữ [{location, title, text, tags, boost}]; home là địa chỉ gốc của trang
 *   add(bodies)       nhận lời của từng mục, tới sau {location: [[neo, tên mục, lời], …]}; máy nào không cần thì không có
 *   search(text)      trả các trang, hay nhất đứng trước: [[{location, title, text, score, terms}, mục…], …]
 * Tệp này chạy trong thợ riêng (Worker). Mở từ USB thì thợ riêng không chạy được, tim-trong-trang.js đứng thay.
 */
(() => {
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const desk = self.searchDesk || {
    address: self.location.href,
    hear: (act) => self.addEventListener("message", ({ data }) => act(data)),
    say: (message) => self.postMessage(message),
    run: (address) => importScripts(address),
    /* search/loi.js là «self.loiBai={…}»: ở đây chỉ cần phần sau dấu bằng, tải mà không bắt ai chờ. */
    bodies: async (address) => JSON.parse((await (await fetch(address)).text()).replace(/^[^=]*=/, "")),
  };
  const here = new URL(desk.address);
  const settings = here.searchParams;
  const home = new URL("../../", here);
  let asked = null;

  const isOurs = ({ location }) => {
    const language = settings.get("ngon_ngu");
    return language === "vi" ? !location.startsWith("en/") : location.startsWith(language + "/");
  };

  const answer = async () => desk.say({ type: RESULT, data: { items: await self.searchEngine.search(asked) } });

  const start = async (docs) => {
    await desk.run(new URL(settings.get("may"), here));
    await self.searchEngine.load(docs, home);
    desk.say({ type: READY });
    const whole = docs.some(({ location }) => location.includes("#")); /* bản xem thử có sẵn lời từng mục */
    if (!self.searchEngine.add || whole) return;
    desk.bodies(new URL("search/loi.js", home)).then((bodies) => {
      self.searchEngine.add(bodies);
      if (asked !== null) answer();
    });
  };

  const handle = async ({ type, data }) => {
    if (type === SETUP) await start(data.docs.filter(isOurs));
    if (type !== QUERY) return;
    asked = data;
    await answer();
  };

  let queue = Promise.resolve();
  desk.hear((message) => (queue = queue.then(() => handle(message))));
})();
