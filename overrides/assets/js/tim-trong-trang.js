/*
 * Mở cẩm nang từ USB (file://): trình duyệt không cho trang mở thợ riêng và không cho đọc tệp bằng fetch.
 * Tệp này đứng thay thợ riêng: tim-kiem.js và máy tìm chạy ngay trong trang, tệp nào cũng nạp bằng thẻ script.
 */
self.Worker = class extends EventTarget {
  constructor(address) {
    super();
    const run = window.camnang.bring;
    const waiting = [];
    this.postMessage = (message) => waiting.push(message);
    self.searchDesk = {
      address: new URL(address, location).href,
      hear: (act) => {
        this.postMessage = act;
        waiting.forEach(act);
      },
      say: (data) => this.dispatchEvent(new MessageEvent("message", { data })),
      run,
      bodies: async (src) => {
        await run(src);
        return self.loiBai;
      },
    };
    run(self.searchDesk.address);
  }
};
