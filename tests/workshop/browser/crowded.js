// What on a page is cut off, sticks out of its box, or lies on something else.
const bad = [], wide = document.documentElement.scrollWidth;
if (wide > innerWidth) bad.push('scrolls to ' + wide);
const rects = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walk.nextNode());) {
  if (!node.textContent.trim() || !node.parentElement.checkVisibility()) continue;
  const range = document.createRange(); range.selectNodeContents(node);
  for (const r of range.getClientRects()) if (r.width > 1) rects.push([r, node]);
}
for (const box of document.querySelectorAll('input, progress')) {
  const r = box.getBoundingClientRect();
  if (box.checkVisibility() && r.width > 1 && box.type !== 'hidden') rects.push([r, box]);
}
const name = n => (n.textContent || n.nodeName).trim().slice(0, 25);
rects.forEach(([r, n], i) => {
  if (r.left < -1 || r.right > innerWidth + 1) bad.push('cut: ' + name(n));
  rects.slice(i + 1).forEach(([q, m]) => {
    if (m === n) return;
    const x = Math.min(r.right, q.right) - Math.max(r.left, q.left), y = Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top);
    if (x > 2 && y > Math.min(r.height, q.height) * .35) bad.push('overlap: ' + name(n) + ' / ' + name(m));
  });
});
for (const box of document.querySelectorAll('body *')) {
  if (box.checkVisibility() && getComputedStyle(box).display !== 'inline' && box.scrollWidth > box.clientWidth + 1 && box.nodeName !== 'PROGRESS') bad.push('overflow: ' + box.nodeName + ' ' + name(box));
}
return bad;
