import type { Attachment } from 'svelte/attachments';

const scrollEdge = 80;
const scrollStep = 12;

/**
 * Lets the children marked `data-sort` of a list marked `data-sortable` be dragged by their `data-grip`,
 * with mouse, pen or finger. Nothing moves in the DOM while dragging; `onmove` is told the value of
 * `data-sort` and the index where it was dropped. Esc takes the drag back, and so does a child that is gone.
 */
export function sortable(onmove: (id: string, to: number) => void): Attachment<HTMLElement> {
  return (list) => {
    const start = (event: PointerEvent) => {
      const grip =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-grip]') : null;
      if (!grip || event.button !== 0 || grip.closest('[data-sortable]') !== list) return;
      event.preventDefault();
      drag(list, grip, event, onmove);
    };
    list.addEventListener('pointerdown', start);
    return () => list.removeEventListener('pointerdown', start);
  };
}

function drag(
  list: HTMLElement,
  grip: HTMLElement,
  start: PointerEvent,
  onmove: (id: string, to: number) => void
): void {
  const items = [...list.querySelectorAll<HTMLElement>(':scope > [data-sort]')];
  const from = items.findIndex((item) => item.contains(grip));
  const dragged = items[from];
  if (!dragged) return;
  const boxes = items.map((item) => item.getBoundingClientRect());
  const box = boxes[from]!;
  const next = boxes[from + 1] ?? boxes[from - 1];
  const gap = next
    ? Math.max(0, next.top > box.top ? next.top - box.bottom : box.top - next.bottom)
    : 0;
  const startedAt = start.clientY + scrollY;
  let pointerY = start.clientY;
  let to = from;

  const draw = () => {
    const moved = pointerY + scrollY - startedAt;
    const middle = box.top + box.height / 2 + moved;
    to = boxes.filter((other, at) => at !== from && other.top + other.height / 2 < middle).length;
    dragged.style.transform = `translateY(${moved}px)`;
    items.forEach((item, at) => {
      if (at === from) return;
      const shift = at > from && at <= to ? -1 : at < from && at >= to ? 1 : 0;
      item.style.transform = shift === 0 ? '' : `translateY(${shift * (box.height + gap)}px)`;
    });
  };

  const scroll = setInterval(() => {
    const step =
      pointerY < scrollEdge ? -scrollStep : pointerY > innerHeight - scrollEdge ? scrollStep : 0;
    if (step === 0) return;
    scrollBy(0, step);
    draw();
  }, 16);

  const move = (event: PointerEvent) => {
    pointerY = event.clientY;
    draw();
  };

  const end = (drop: boolean) => {
    clearInterval(scroll);
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', up);
    removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', key, true);
    for (const item of items) item.style.transform = '';
    delete dragged.dataset.dragging;
    delete list.dataset.sorting;
    const id = dragged.dataset.sort;
    if (drop && to !== from && dragged.isConnected && id) onmove(id, to);
  };
  const up = () => end(true);
  const cancel = () => end(false);
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end(false);
  };

  dragged.dataset.dragging = '';
  list.dataset.sorting = '';
  addEventListener('pointermove', move);
  addEventListener('pointerup', up);
  addEventListener('pointercancel', cancel);
  addEventListener('keydown', key, true);
}
