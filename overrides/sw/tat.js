/* Tắt phần lưu trong máy: xoá những gì đã cất của trang này, gỡ chính mình, rồi mở lại các trang đang xem. */
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      await caches.delete("camnang:" + new URL("./", location).pathname);
      await registration.unregister();
      for (const view of await clients.matchAll({ type: "window" })) view.navigate(view.url);
    })(),
  ),
);
