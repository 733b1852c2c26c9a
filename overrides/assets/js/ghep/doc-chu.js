/* Chữ viết thành lời đọc: số, tiền, ngày, số điện thoại, mã, chữ tắt. Bảng chữ tắt ở cach-doc.js, làm khi dựng trang. */
(() => {
  const DIGIT = "không một hai ba bốn năm sáu bảy tám chín".split(" ");
  const SCALE = ["", "nghìn", "triệu", "tỷ", "nghìn tỷ", "triệu tỷ"];
  const LETTER = {};
  for (const pair of "A a,B bê,C xê,D dê,Đ đê,E e,F ép,G giê,H hát,I i,J gi,K ca,L e lờ,M em,N en,O ô,P pê,Q quy,R e rờ,S ét,T tê,U u,V vê,W vê kép,X ích,Y i dài,Z dét".split(",")) LETTER[pair[0]] = pair.slice(2);
  const SYLLABLE = /^(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$/i;

  const digits = (text) => [...text].filter((one) => DIGIT[one]).map((one) => DIGIT[one]).join(" ");
  const spelled = (text) => [...text].map((one) => LETTER[one] || DIGIT[one]).join(" ");

  /* Ba chữ số: 205 → hai trăm linh năm. Nhóm đứng sau nhóm khác thì đọc đủ «không trăm». */
  const hundreds = (value, full) => {
    const [hundred, ten, one] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
    const out = [];
    if (hundred || full) out.push(DIGIT[hundred], "trăm");
    if (ten > 1) out.push(DIGIT[ten], "mươi");
    else if (ten) out.push("mười");
    else if (one && out.length) out.push("linh");
    if (one === 1 && ten > 1) out.push("mốt");
    else if (one === 4 && ten > 1) out.push("tư");
    else if (one === 5 && ten) out.push("lăm");
    else if (one) out.push(DIGIT[one]);
    return out.join(" ");
  };

  const whole = (text) => {
    const groups = [];
    for (let end = text.length; end > 0; end -= 3) groups.unshift(Number(text.slice(Math.max(0, end - 3), end)));
    const out = groups.map((group, place) => (group ? `${hundreds(group, place > 0)} ${SCALE[groups.length - 1 - place]}` : ""));
    return out.filter(Boolean).join(" ").trim() || DIGIT[0];
  };

  const number = (text) => {
    const [before, after] = text.split(",");
    const rest = after ? ` phẩy ${after[0] === "0" ? digits(after) : whole(after)}` : "";
    if (/^[1-9]\d{0,2}(\.\d{3})+$/.test(before)) return whole(before.replace(/\./g, "")) + rest;
    if (before.includes(".")) return before.split(".").map(whole).join(" chấm ");
    return (/^0\d/.test(before) ? digits(before) : whole(before)) + rest;
  };

  const month = (text) => `tháng ${Number(text) === 4 ? "tư" : whole(text)}`;
  const day = (word, text) => (/m.ng/i.test(word) ? `${word} ` : `${word || "ngày"} ${Number(text) <= 10 ? "mùng " : ""}`) + whole(text);
  const year = (text) => `năm ${whole(text)}`;

  const any = (words) => words.sort((one, other) => other.length - one.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");

  /* Một luật cho cả chữ: không bắt đầu hay kết thúc giữa chữ khác. (Máy cũ chưa hiểu (?<…), nên giữ lại chữ đứng trước.) */
  const apart = (source, by, flags = "gu") => [
    new RegExp(`(^|[^\\p{L}\\p{M}\\d.,/])(?:${source})(?![\\p{L}\\p{M}\\d/])`, flags),
    (all, before, ...found) => before + by(...found),
  ];

  /** Hàm đọc theo bảng {chu: {chữ: lời}, so: [số gọi ngắn]}. Các luật làm lần lượt, luật riêng trước, luật chung sau. */
  window.camnangDocChu = ({ chu, so }) => {
    const rules = [
      [/[“”"«»*_]/g, ""],
      [/\u00a0|\u202f/g, " "],
      [/…+|\.{3,}/g, ", "],
      [/(\d+\/\d{4})\/[A-ZĐ][\p{L}\d-]*/gu, "$1"],
      [/(\d+)\/[A-ZĐ]{2,}[\p{L}\d-]*/gu, "$1"],
      [/https?:\/\//gi, ""],
      [/(^|\s)\.(?=[a-z])/g, "$1 chấm "],
      [/[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*\.[a-z]{2,}(?:\/[\w./-]*)?/gi, (all) => all.replace(/\//g, " gạch chéo ").replace(/\./g, " chấm ").replace(/-/g, " gạch ngang ")],
      [/\d+(?:-\d+){2,}/g, (all) => all.replace(/-/g, ", ")],
      [/(\d)\s?[–—-]\s?(?=\d)/g, "$1 đến "],
      [/(\d{1,2}):(\d{2})(?!\d)/g, "$1 giờ $2"],
      [/(\d{1,2})h(\d{2})?(?![\p{L}\d])/gu, (all, hour, rest) => `${hour} giờ ${rest || ""}`],
      apart("(?:(ngày|mùng|mồng) )?(\\d{1,2})/(\\d{1,2})/(\\d{4})", (word = "", d, m, y) => `${day(word, d)} ${month(m)} ${year(y)}`, "giu"),
      apart("(?:tháng )?(0?[1-9]|1[0-2])/((?:19|20)\\d\\d)", (m, y) => `${month(m)} ${year(y)}`, "giu"),
      apart("24/7", () => "hai mươi tư trên bảy"),
      apart("(?:(ngày|mùng|mồng) )?(0?[1-9]|[12]\\d|3[01])/(0?[1-9]|1[0-2])", (word = "", d, m) => `${day(word, d)} ${month(m)}`, "giu"),
      [/(\d)\/((?:19|20)\d{2})(?!\d)/g, "$1 năm $2"],
      [/(\d)\s*\/\s*(?=\d)/g, "$1 trên "],
      [/(\p{L}) ?\/ ?(?=\p{L})/gu, "$1 hoặc "],
      apart("([A-ZĐ](?:\\d{3}|0\\d))", spelled),
      [/(\d)G(?![\p{L}\d])/gu, "$1 gờ"],
      apart("((?:0\\d+|1[89]00)(?:[ .]\\d{2,4})+)", (all) => all.split(/[ .]/).map(digits).join(", ")),
      [/\+(\d+)/g, (all, rest) => ` cộng ${digits(rest)}`],
      [/(\d*)x{2,}(?:[ .\-/]*\d*x{2,})*/g, (all, rest) => `${digits(rest)} mấy`],
      apart(`(${any(so)})(?![.,]?\\d|%)`, (all) => [...all].map(digits).join(", ")),
      apart(`(${any(Object.keys(chu))})`, (all) => chu[all]),
      [/([\p{L} ]{3,}) \(\1\)/giu, "$1"],
      [/([A-ZĐ])(?=\d)/g, (all) => `${LETTER[all]} `],
      [/\d+(?:\.\d+)*(?:,\d+)?/g, (all) => ` ${number(all)} `],
      [/%/g, " phần trăm "],
      [/×/g, " nhân "],
      [/\+/g, " cộng "],
      [/=/g, " bằng "],
      [/(\p{Ll}|[A-ZĐ](?=[A-ZĐ]\p{Ll}))(?=\p{Lu})/gu, "$1 "],
      [/[\p{L}\p{M}]+/gu, (all) => {
        if (all.length < 2 || all !== all.toUpperCase()) return all;
        return /[^A-ZĐ]/.test(all) || SYLLABLE.test(all) || all.length > 5 ? all.toLowerCase() : spelled(all);
      }],
      [/[^\p{L}\p{M}\s.,:;?!()-]+/gu, " "],
      [/\s+(?=[.,:;?!)])/g, ""],
      [/\(\s+/g, "("],
      [/\s+/g, " "],
    ];
    return (text) => rules.reduce((said, [pattern, by]) => said.replace(pattern, by), text.normalize("NFC")).trim();
  };
})();
