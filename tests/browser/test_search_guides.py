"""Each guide is found by three unmarked everyday queries of its own `tu_khoa`, in the real worker on the real index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext

from camnang import corpus, names
from camnang.page import Page

from .conftest import Visit

Start = Callable[[BrowserContext], Visit]
WANTED, PLACES = 3, 5

ASK = """async (queries) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const home = new URL(config.base + "/", location);
  const index = await (await fetch(new URL("search/search_index.json", home))).json();
  const worker = new Worker(new URL(config.search, location));
  const ask = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message);
  });
  await ask({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
  const found = [];
  for (const query of queries) {
    const reply = await ask({ type: 2, data: query });
    found.push(reply.data.items.map((group) => group[0].location.split("#")[0]));
  }
  worker.terminate();
  return found;
}"""


def queries_of(guide: Page, shared: Counter[str]) -> list[str]:
    """The first unmarked keywords that no other guide claims."""
    own = [str(word) for word in guide.meta.get("tu_khoa") or () if str(word).isascii() and shared[str(word)] == 1]
    return own[:WANTED]


def test_each_guide_is_found_by_its_own_everyday_words(root: Path, phone: BrowserContext, visit: Start) -> None:
    pages = corpus.load(root / "docs").of_lang("vi")
    guides = [page for page in pages if page.kind == "huong-dan"]
    shared = Counter(str(word) for page in guides for word in page.meta.get("tu_khoa") or ())
    table = [(query, names.page_url(page.path)) for page in guides for query in queries_of(page, shared)]
    assert [page.path for page in guides if len(queries_of(page, shared)) < WANTED] == [], (
        "too few unmarked words of its own"
    )
    found = visit(phone).open("index.html").evaluate(ASK, [query for query, _ in table])
    missed = [
        f"{query} → {address}"
        for (query, address), hits in zip(table, found, strict=True)
        if address not in hits[:PLACES]
    ]
    assert missed == []
