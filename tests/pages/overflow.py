"""What a page shows where it should not: scripts that run in it and name such elements by their beginning."""

TOO_WIDE = """
(() => {
  const edge = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll('main *')]
    .filter(one => one.checkVisibility() && !one.closest('.hidden, .quiet, thead, svg'))
    .filter(one => one.getBoundingClientRect().right > edge || one.getBoundingClientRect().left < -1)
    .map(one => one.outerHTML.slice(0, 80));
})()
"""
CUT = """
[...document.querySelectorAll('td, th, h1, h2, h3, h4, dd, dt, p')]
  .filter(one => one.checkVisibility() && !one.closest('.quiet, thead'))
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
  .map(one => one.outerHTML.slice(0, 80))
"""
BROKEN_IDS = r"""
(() => {
  const ids = '#items tbody th:not(.title), #items .title b, .goals span, .asked a, .changes li > a,' +
    '.changes b, .part li > a, .helps a, .label b, .detail h4 > a, .detail h4 > b, .goal-list dt,' +
    '.turned thead span';
  const letters = document.createRange();
  function is_parted(one) {
    const joints = one.textContent.length > 40 ? /[-/_.:]/ : /$^/;
    const side = getComputedStyle(one).writingMode.startsWith('vertical') ? 'left' : 'top';
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    let before = null, last = '';
    while (texts.nextNode()) for (let at = 0; at < texts.currentNode.length; at += 1) {
      letters.setStart(texts.currentNode, at);
      letters.setEnd(texts.currentNode, at + 1);
      const line = letters.getBoundingClientRect()[side];
      if (before !== null && line !== before && !joints.test(last)) return true;
      before = line;
      last = texts.currentNode.data[at];
    }
    return false;
  }
  return [...document.querySelectorAll(ids)].filter(one => one.checkVisibility()).filter(one => {
    letters.selectNodeContents(one);
    const lines = [...letters.getClientRects()];
    const clip = (one.closest('.label') || document.body).getBoundingClientRect();
    return lines.some(line => line.right > innerWidth + 1 || line.bottom > clip.bottom + 1) || is_parted(one);
  }).map(one => one.outerHTML.slice(0, 80));
})()
"""
"""Ids of items and goals that are cut, or have more than one line; those of more than forty letters may have
lines that end with `-`, `/`, `_`, `.` or `:`."""
