// What on a page is cut off, sticks out of its box, or lies on something else.
// At the longest word about an answer that there is.
const word = document.querySelector('.foot .saved');
if (word) word.textContent = 'Not saved yet';
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
// What scrolls passes under the bar at the foot; scrolled to the end, nothing is left behind it.
const foot = document.querySelector('.foot');
const inFoot = n => !!foot && foot.contains(n);
const name = n => (n.textContent || n.nodeName).trim().slice(0, 25);
rects.forEach(([r, n], i) => {
  if (r.left < -1 || r.right > innerWidth + 1) bad.push('cut: ' + name(n));
  rects.slice(i + 1).forEach(([q, m]) => {
    if (m === n || inFoot(m) !== inFoot(n)) return;
    const x = Math.min(r.right, q.right) - Math.max(r.left, q.left), y = Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top);
    if (x > 2 && y > Math.min(r.height, q.height) * .35) bad.push('overlap: ' + name(n) + ' / ' + name(m));
  });
});
for (const box of document.querySelectorAll('body *')) {
  if (box.checkVisibility() && getComputedStyle(box).display !== 'inline' && box.scrollWidth > box.clientWidth + 1 && box.nodeName !== 'PROGRESS') bad.push('overflow: ' + box.nodeName + ' ' + name(box));
}
if (foot) {
  const height = foot.getBoundingClientRect().height;
  if (height > innerHeight / 5) bad.push('a bar of ' + height);
  scrollTo(0, document.documentElement.scrollHeight);
  const bar = foot.getBoundingClientRect();
  for (const box of document.querySelectorAll('main p, main label, main summary, #code')) {
    const r = box.getBoundingClientRect();
    if (!inFoot(box) && box.checkVisibility() && r.bottom > bar.top + 1 && r.top < bar.bottom - 1) bad.push('behind the bar: ' + name(box));
  }
  scrollTo(0, 0);
}
return bad;
