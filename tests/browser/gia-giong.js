/* Giọng giả cho phép thử: ghi lại lời được đọc; chỉ báo đọc xong khi phép thử bảo. pause() hỏng như trên Android. */
(() => {
  const heard = (window.daNghe = []);
  const voices = (window.cacGiong = []);
  let now = null;
  let waiting = () => {};
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const synthesis = {
    get speaking() {
      return Boolean(now);
    },
    pending: false,
    getVoices: () => voices,
    addEventListener: (name, act) => (waiting = act),
    speak(words) {
      now = words;
      heard.push({ text: words.text, lang: words.lang, rate: words.rate });
      if (words.onstart) words.onstart();
    },
    cancel() {
      const cut = now;
      now = null;
      if (cut && cut.onerror) cut.onerror({ error: "interrupted" });
    },
    pause() {
      throw new Error("pause() không tin được");
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  window.themGiong = (lang) => {
    voices.push({ lang, name: lang, localService: true });
    waiting();
  };
  window.docXong = () => {
    const done = now;
    now = null;
    done.onend();
  };
  window.docHong = () => {
    const broken = now;
    now = null;
    broken.onerror({ error: "synthesis-failed" });
  };
})();
