/* Mời người giữ bài (sw.js) vào máy khi trang đã mở xong, và báo khi có bản mới đang chờ. */
(() => {
  const bar = document.querySelector(".co-luu .bao-ban-moi");
  if (!bar) return; /* mở từ tệp, hoặc trình duyệt không lưu được */
  const { make, bring } = window.camnang;
  const root = new URL("../../", document.currentScript.src);
  const workers = navigator.serviceWorker;
  const panel = document.getElementById("luu");
  let reload = false;

  /* Gửi một việc cho người giữ bài, chờ trả lời { found } hoặc { fault }. Im lâu quá là trình duyệt đã tắt nó giữa chừng. */
  const tell = (worker, message) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      setTimeout(resolve, 180000, { fault: "network" });
      worker.postMessage(message, [port2]);
    });

  const change = async (worker) => {
    reload = true;
    const { found: missing } = await tell(worker, { task: "change" });
    if (missing) location.assign(new URL("ngoai-mang.html", root)); /* phải tải nhiều: hỏi ở trang lưu bài */
  };

  /* Rời trang thì đổi bản mới, nếu không phải tải gì thêm: trang sau đã là bản mới. */
  const offer = (worker) => {
    addEventListener("pagehide", () => worker.postMessage({ task: "change" }));
    bar.hidden = Boolean(panel);
    bar.querySelector(".bao-tai").addEventListener("click", () => change(worker));
    bar.querySelector(".bao-dong").addEventListener("click", () => (bar.hidden = true));
    document.dispatchEvent(new Event("camnang:ban-moi"));
  };

  const watch = (registration) => {
    if (registration.waiting && workers.controller) offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => {
        if (worker.state === "installed" && workers.controller) offer(worker);
      });
    });
    return registration;
  };

  const here = () => {
    const path = decodeURI(location.pathname.slice(root.pathname.length));
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  };

  const start = () => workers.register(new URL("sw.js", root)).then(watch);

  if (!workers.controller) {
    const keep = () => workers.controller.postMessage({ task: "keep", path: here() });
    workers.addEventListener("controllerchange", keep, { once: true });
  }
  workers.addEventListener("controllerchange", () => reload && location.reload());

  document.head.append(make("link", { rel: "manifest", href: new URL("manifest.webmanifest", root) }));

  if (panel) {
    bring("ngoai-mang.js").then(() => self.camnangLuu(panel, root, start(), tell, change));
    return;
  }
  /* Máy đang bật tiết kiệm dữ liệu: chỉ khi người đọc mở trang lưu bài mới tải. */
  if (navigator.connection && navigator.connection.saveData && !workers.controller) return;
  const later = () => setTimeout(() => start().catch(() => {}), 1500);
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
})();
