/*
 * Máy tìm theo âm tiết: chạy ngay trên máy người đọc, không hỏi ai. Việc phải làm: xem tim-kiem.js.
 *
 * Tiếng Việt viết rời từng âm tiết, nên mỗi âm tiết bỏ dấu (đ thành d) có một danh sách chỗ đứng trong bài.
 * Mỗi âm tiết gõ vào được hiểu theo thứ tự: đúng; đang gõ dở; sót phím dấu (ddang, khaau); dính liền (matkhau);
 * viết theo tiếng vùng mình (s/x, l/n, tr/ch); thiếu, thừa, đảo một chữ cái. Hiểu càng xa càng nhẹ điểm.
 * Trang có đủ âm tiết đứng trên trang có vài âm tiết; hai âm tiết đứng liền nhau thêm điểm; đúng cả dấu thêm điểm;
 * cả câu nằm gọn ở tên trang hay tu_khoa thêm điểm nhiều nhất. Âm tiết càng ít trang có thì càng nặng.
 */
self.searchEngine = (() => {
  const [TITLE, KEYWORD, HEADING, TEXT] = [0, 1, 2, 3];
  /* Trọng số, chọn giữa một vùng rộng mà nhích lên nhích xuống kết quả không đổi («camnang bench search»). */
  const WORD = [1, 0.95, 0.5, 0.35]; /* một âm tiết đứng ở tên trang, tu_khoa, tên mục, lời bài */
  const WHOLE = [1.2, 1.2, 0.6, 1]; /* cả câu gõ vào nằm ở một chỗ như thế */
  const COVERED = 0.5;
  const PAIRED = 1.2;
  const OTHER_MARKS = 0.6; /* gõ có dấu mà bài viết dấu khác */
  const UNFINISHED = { known: 0.3, unknown: 0.8 };
  const SOUNDS = { known: 0.35, unknown: 0.6 };
  const SLIP = { known: 0.2, unknown: 0.6 };
  const LEFTOVER = 0.9;
  const SHOWN = 20; /* số trang trả về, */
  const WORTHY = 0.3; /* trang nào kém hơn chừng này của trang đầu thì thôi */
  const SURE = 0.5; /* chừng này của câu gõ vào nằm gọn ở một chỗ thì coi như đã thấy */
  const WINDOW = 26; /* số chữ của một đoạn trích, */
  const LEAD = 6; /* trong đó nhiều nhất chừng này đứng trước chữ tìm thấy */

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const wordsOf = (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];

  let pages = [];
  let units; /* mỗi đoạn chữ: {page, field, section, start, end, weight}, start…end là chỗ trong tokens */
  let tokens; /* mọi âm tiết của mọi đoạn, viết bằng số */
  let unitOf; /* âm tiết thứ i thuộc đoạn nào */
  let written; /* âm tiết có dấu → số */
  let plainOf; /* số của âm tiết có dấu → số của âm tiết bỏ dấu */
  let plain; /* các âm tiết bỏ dấu */
  let plainIds;
  let sounds; /* âm tiết bỏ dấu đọc theo tiếng vùng */
  let rarity; /* âm tiết bỏ dấu càng ít trang có thì số càng lớn */
  let placesOf;

  /* ── Nạp ── */

  const load = (docs) => {
    pages = [];
    for (const doc of docs) {
      const text = doc.text.replace(/<[^>]+>/g, " "); /* chỉ bản xem thử còn thẻ HTML, và có cả mục của trang */
      if (!doc.location.includes("#")) pages.push({ ...doc, text, sections: [] });
      else pages[pages.length - 1].sections.push({ ...doc, text });
    }
    build();
  };

  const add = (bodies) => {
    for (const page of pages) {
      page.sections = (bodies[page.location] || []).map(([anchor, title, text]) => {
        return { location: page.location + "#" + anchor, title, text };
      });
    }
    build();
  };

  const build = () => {
    const list = [];
    [units, written, plainOf, plain, plainIds] = [[], new Map(), [], [], new Map()];
    pages.forEach((page, at) => {
      take(list, at, TITLE, -1, page.title);
      for (const words of page.tags || []) take(list, at, KEYWORD, -1, words);
      take(list, at, TEXT, -1, page.text);
      page.sections.forEach(({ title, text }, section) => {
        take(list, at, HEADING, section, title);
        take(list, at, TEXT, section, text);
      });
    });
    tokens = Uint32Array.from(list);
    unitOf = new Uint32Array(tokens.length);
    units.forEach(({ start, end }, unit) => unitOf.fill(unit, start, end));
    sounds = plain.map(sound);
    sortPlaces();
    weigh();
  };

  const take = (list, page, field, section, text) => {
    const start = list.length;
    for (const word of wordsOf(text)) {
      if (!written.has(word)) write(word);
      list.push(written.get(word));
    }
    if (list.length > start) units.push({ page, field, section, start, end: list.length });
  };

  const write = (word) => {
    const folded = fold(word);
    if (!plainIds.has(folded)) plainIds.set(folded, plain.push(folded) - 1);
    written.set(word, plainOf.push(plainIds.get(folded)) - 1);
  };

  const sortPlaces = () => {
    const starts = new Uint32Array(plain.length + 1);
    for (const token of tokens) starts[plainOf[token] + 1] += 1;
    for (let id = 0; id < plain.length; id++) starts[id + 1] += starts[id];
    const next = starts.slice();
    const places = new Uint32Array(tokens.length);
    tokens.forEach((token, place) => (places[next[plainOf[token]]++] = place));
    placesOf = (id) => places.subarray(starts[id], starts[id + 1]);
  };

  const weigh = () => {
    rarity = plain.map((_, id) => {
      const found = new Set();
      for (const place of placesOf(id)) found.add(units[unitOf[place]].page);
      return rarityOf(found.size);
    });
    for (const unit of units) {
      unit.weight = 0;
      for (let place = unit.start; place < unit.end; place++) unit.weight += rarity[plainOf[tokens[place]]];
    }
  };

  const rarityOf = (count) => Math.log(1 + pages.length / (count + 0.5));

  /* ── Hiểu chữ gõ vào ── */

  const sound = (word) =>
    word
      .replace(/^(tr|ch)/, "C")
      .replace(/^[sx]/, "S")
      .replace(/^[ln](?!g)/, "L")
      .replace(/^(gi|d|r|v)(?=[aeiouy])/, "D")
      .replace(/^q(?=u)|^k/, "c")
      .replace(/(n|ng|nh)$/, "N")
      .replace(/[ct]$/, "T")
      .replace(/i/g, "y");

  /* «maatj», «ddang», «nguowif»: phím dấu còn nằm lại giữa chữ. */
  const withoutLeftovers = (word) => {
    const base = word.replace(/dd/g, "d").replace(/([aeo])\1/g, "$1").replace(/w/g, (_, at) => (at ? "" : "u"));
    const found = [base];
    for (let at = 1; at < base.length; at++) {
      const tone = "sfrxj".includes(base[at]) && /[aeiouy]/.test(base.slice(0, at));
      if (tone) found.push(base.slice(0, at) + base.slice(at + 1));
    }
    return found.filter((one) => plainIds.has(one));
  };

  /* «matkhau» → mat, khau: cách cắt ít mảnh nhất mà mảnh nào cũng có trong bài. */
  const cut = (word) => {
    const best = [[]];
    for (let end = 2; end <= word.length; end++) {
      for (let start = Math.max(0, end - 8); start <= end - 2; start++) {
        const piece = word.slice(start, end);
        if (!best[start] || !plainIds.has(piece)) continue;
        if (!best[end] || best[start].length + 1 < best[end].length) best[end] = [...best[start], piece];
      }
    }
    return best[word.length];
  };

  /* Khác nhau đúng một chữ cái: thiếu, thừa, nhầm, hay đảo hai chữ liền nhau. */
  const isSlip = (one, other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    if (one.length === other.length + 1) return one.slice(at + 1) === other.slice(at);
    if (one.length + 1 === other.length) return one.slice(at) === other.slice(at + 1);
    if (one.length !== other.length || at === one.length) return false;
    if (one.slice(at + 1) === other.slice(at + 1)) return true;
    return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
  };

  const understand = (query) => {
    const words = wordsOf(query);
    const asked = words.flatMap((word, at) => {
      const folded = fold(word);
      const last = at === words.length - 1;
      if (plainIds.has(folded)) return [{ word, folded, last, known: true }];
      if (last && plain.some((other) => other.startsWith(folded))) return [{ word, folded, last }];
      const [better] = withoutLeftovers(folded);
      if (better) return [{ word, folded: better, known: true, sure: LEFTOVER }];
      const pieces = cut(folded);
      return pieces ? pieces.map((piece) => ({ word, folded: piece, known: true })) : [{ word, folded }];
    });
    return asked.map(weighMeanings);
  };

  /* weights[id]: âm tiết bỏ dấu số id đáng bao nhiêu phần cho chữ này. */
  const weighMeanings = (asked) => {
    const weights = new Float32Array(plain.length);
    const { folded, last, known } = asked;
    const kind = known ? "known" : "unknown";
    const ownSound = sound(folded);
    const isNumber = /\d/.test(folded);
    plain.forEach((other, id) => {
      if (other === folded) weights[id] = asked.sure || 1;
      else if (last && other.startsWith(folded)) weights[id] = UNFINISHED[kind];
      else if (isNumber) return;
      else if (sounds[id] === ownSound) weights[id] = SOUNDS[kind];
      else if (folded.length > 2 && isSlip(folded, other)) weights[id] = SLIP[kind];
    });
    const meanings = plain.map((_, id) => id).filter((id) => weights[id]);
    const top = Math.max(0, ...meanings.map((id) => weights[id]));
    const rare = Math.max(0, ...meanings.filter((id) => weights[id] === top).map((id) => rarity[id]));
    const marked = asked.word !== fold(asked.word);
    return { ...asked, weights, meanings, marked, rare: rare || rarityOf(0), id: written.get(asked.word) };
  };

  /* ── Chấm điểm ── */

  const worth = (asked, place) => {
    const weight = asked.weights[plainOf[tokens[place]]];
    return asked.marked && asked.id !== tokens[place] ? weight * OTHER_MARKS : weight;
  };

  /* Mỗi đoạn chữ được bao nhiêu phần của từng âm tiết (alone) và của từng cặp liền nhau (pair). */
  const meet = (asked, next) => {
    const alone = new Float32Array(units.length);
    const pair = new Float32Array(units.length);
    for (const id of asked.meanings) {
      for (const place of placesOf(id)) {
        const unit = unitOf[place];
        const mine = worth(asked, place);
        alone[unit] = Math.max(alone[unit], mine);
        if (!next || place + 1 >= units[unit].end) continue;
        pair[unit] = Math.max(pair[unit], Math.sqrt(mine * worth(next, place + 1)));
      }
    }
    return { alone, pair, weight: asked.rare, pairWeight: next ? (asked.rare + next.rare) / 2 : 0 };
  };

  const rank = (asked) => {
    const met = asked.map((one, at) => meet(one, asked[at + 1]));
    const sum = (key) => met.reduce((total, one) => total + one[key], 0);
    const [words, pairs] = [sum("weight"), sum("pairWeight")];
    const hits = pages.map((page, at) => {
      return { page, at, score: 0, section: -1, part: 0, sectionPart: 0, titlePart: 0, best: [0, 0, 0, 0] };
    });
    const covered = new Float32Array(pages.length * met.length);
    const paired = new Float32Array(pages.length * met.length);
    units.forEach((unit, number) => {
      let own = 0;
      let together = 0;
      met.forEach((one, at) => {
        if (!one.alone[number]) return;
        const slot = unit.page * met.length + at;
        covered[slot] = Math.max(covered[slot], one.alone[number] * WORD[unit.field]);
        paired[slot] = Math.max(paired[slot], one.pair[number] * WORD[unit.field]);
        own += one.alone[number] * one.weight;
        together += one.pair[number] * one.pairWeight;
      });
      if (own) settle(hits[unit.page], unit, (own + together) / (words + pairs), own / unit.weight);
    });
    for (const hit of hits) {
      let alone = 0;
      let pair = 0;
      met.forEach((one, at) => {
        const slot = hit.at * met.length + at;
        alone += covered[slot] * one.weight;
        pair += paired[slot] * one.pairWeight;
      });
      const places = hit.best.reduce((total, part, field) => total + WHOLE[field] * part, 0);
      const together = pairs ? pair / pairs : alone / words;
      hit.score = ((COVERED * alone) / words + PAIRED * together + places) * (hit.page.boost || 1);
    }
    return hits.filter((hit) => hit.score).sort((one, other) => other.score - one.score);
  };

  /* part: câu gõ vào nằm ở đoạn này mấy phần; fit: đoạn ngắn này được câu gõ vào phủ mấy phần. */
  const settle = (hit, { field, section }, part, fit) => {
    const value = part * (0.8 + (field < TEXT ? 0.6 * Math.min(1, fit) : 0));
    hit.best[field] = Math.max(hit.best[field], value);
    hit.part = Math.max(hit.part, part);
    if (field === TITLE) hit.titlePart = part;
    if (section >= 0 && part > hit.sectionPart) [hit.section, hit.sectionPart] = [section, part];
  };

  /* ── Viết kết quả ── */

  const keyOf = (word) => fold(word.toLowerCase());
  const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

  /* Tô các âm tiết tìm thấy, liền nhau thì một vệt; chữ trang nào cũng có mà đứng lẻ thì không tô. */
  const mark = (text, found) => {
    const parts = text.split(/([\p{L}\p{N}]+)/u); /* chỗ lẻ là âm tiết, chỗ chẵn là dấu cách, dấu câu */
    const isHit = (at) => at % 2 === 1 && found.has(keyOf(parts[at] || ""));
    let out = "";
    for (let at = 0, end; at < parts.length; at = end) {
      end = at + 1;
      if (isHit(at)) while (isHit(end + 1) && !parts[end].trim()) end += 2;
      const worthy = isHit(at) && (end > at + 1 || found.get(keyOf(parts[at])));
      const words = escape(parts.slice(at, end).join(""));
      out += worthy ? "<mark>" + words + "</mark>" : words;
    }
    return out;
  };

  const excerpt = (text, found) => {
    const words = text.split(/\s+/);
    const hits = words.map((word) => Number(wordsOf(word).some((part) => found.get(fold(part)))));
    let count = hits.slice(0, WINDOW).reduce((total, hit) => total + hit, 0);
    let [best, start] = [count, 0];
    for (let at = 1; at + WINDOW <= words.length; at++) {
      count += hits[at + WINDOW - 1] - hits[at - 1];
      if (count > best) [best, start] = [count, at];
    }
    start = Math.max(start, hits.indexOf(1, start) - LEAD);
    const shown = words.slice(start, start + WINDOW).join(" ");
    return (start ? "… " : "") + mark(shown, found) + (start + WINDOW < words.length ? " …" : "");
  };

  /* Âm tiết để tô → có hiếm không, nghĩa là chưa tới nửa số trang có. */
  const markable = (asked) => {
    const sure = asked.flatMap(({ weights, meanings }) => meanings.filter((id) => weights[id] >= 0.5));
    const rare = (id) => rarity[id] > rarityOf(pages.length / 2);
    const any = sure.some(rare);
    return new Map(sure.map((id) => [plain[id], !any || rare(id)]));
  };

  const show = (hit, score, found) => {
    const { page, section } = hit;
    const sure = hit.part > SURE;
    const tell = ({ location, title, text }) => {
      return { location, title: mark(title, found), text: excerpt(text, found), score, terms: {}, sure };
    };
    const telling = section >= 0 && hit.sectionPart > SURE && hit.sectionPart > hit.titlePart;
    return [page, ...(telling ? [page.sections[section]] : [])].map(tell);
  };

  const search = (query) => {
    const asked = understand(query);
    if (!asked.length) return [];
    const found = markable(asked);
    const hits = rank(asked);
    const worthy = hits.filter(({ score }) => score >= WORTHY * hits[0].score).slice(0, SHOWN);
    return worthy.map((hit, place) => show(hit, SHOWN - place, found));
  };

  return { load, add, search };
})();
