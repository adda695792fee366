// Every text on a page that stands out too little from what is behind it (WCAG 2.2, 1.4.3), and every box to be used
// whose frame does (1.4.11).
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const parts = colour => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
};
const over = (front, back) => [0, 1, 2].map(at => front[at] * front[3] + back[at] * (1 - front[3])).concat(1);
// What a browser draws on where a page says nothing.
const probe = document.createElement('p');
probe.style.backgroundColor = 'Canvas';
document.body.appendChild(probe);
const own = parts(getComputedStyle(probe).backgroundColor);
probe.remove();
const behind = element => {
  const grounds = [];
  for (let at = element; at; at = at.parentElement) grounds.unshift(parts(getComputedStyle(at).backgroundColor));
  return grounds.reduce((back, front) => over(front, back), own);
};
const light = colour => [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
  const share = colour[at] / 255;
  return sum + weight * (share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
}, 0);
const contrast = (front, back) => {
  const [one, other] = [light(over(front, back)), light(back)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
};
const told = new Map(), seen = new Set();
const check = (element, colour, back, least, what) => {
  const ratio = contrast(parts(colour), back);
  const name = element.nodeName + (element.className ? '.' + element.className : '') + ' ' + what;
  seen.add(name);
  if (ratio < least) told.set(name, ratio.toFixed(2));
};
for (const each of document.querySelectorAll('body *')) {
  if (parseFloat(getComputedStyle(each).opacity) < 1) told.set(each.nodeName, 'shines through');
}
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walk.nextNode());) {
  const element = node.parentElement;
  if (!node.textContent.trim() || !element.checkVisibility()) continue;
  check(element, getComputedStyle(element).color, behind(element), 4.5, node.textContent.trim().slice(0, 25));
}
for (const box of document.querySelectorAll('#code, label.choice, button, a.button')) {
  if (!box.checkVisibility()) continue;
  const style = getComputedStyle(box), paper = behind(box.parentElement);
  if (contrast(behind(box), paper) < 3) check(box, style.borderTopColor, paper, 3, 'frame');
}
return { faint: [...told].map(([name, ratio]) => name + ': ' + ratio), texts: seen.size };
