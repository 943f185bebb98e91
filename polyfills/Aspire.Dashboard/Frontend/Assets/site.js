'use strict';
// Keeps #live current: asks for the same page again and swaps what changed, without losing what is open, focused or selected.
(() => {
  const live = document.getElementById('live');
  for (const field of document.querySelectorAll('form.filter select, form.filter input[type=checkbox]'))
    field.addEventListener('change', () => field.form.requestSubmit());
  if (!live || !live.dataset.every) return;
  const pause = document.getElementById('pause');
  const status = document.getElementById('status');
  let last = live.innerHTML;
  let paused = false;
  pause?.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', paused);
    pause.textContent = paused ? 'Resume' : 'Pause';
  });
  const tail = () => live.querySelector('[data-tail]');
  const toEnd = () => { const box = tail(); if (box) box.scrollTop = box.scrollHeight; };
  toEnd();

  function swap(html) {
    const open = new Set([...live.querySelectorAll('details[open][id]')].map(one => one.id));
    const box = tail();
    const wasAtEnd = !box || box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    const top = box ? box.scrollTop : 0;
    const focused = live.contains(document.activeElement) ? document.activeElement.closest('[id]')?.id : null;
    live.innerHTML = html;
    for (const one of live.querySelectorAll('details[id]')) if (open.has(one.id)) one.open = true;
    if (focused) {
      const again = document.getElementById(focused);
      (again?.querySelector('summary') ?? again)?.focus({ preventScroll: true });
    }
    if (wasAtEnd) toEnd(); else if (tail()) tail().scrollTop = top;
  }

  async function refresh() {
    if (paused || document.hidden) return;
    const selection = document.getSelection();
    if (selection && !selection.isCollapsed && live.contains(selection.anchorNode)) return;
    try {
      const answer = await fetch(location.href, { credentials: 'same-origin', cache: 'no-store' });
      if (answer.redirected) { location.reload(); return; }
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const html = page.getElementById('live')?.innerHTML;
      status.textContent = '';
      if (html === undefined || html === last) return;
      last = html;
      swap(html);
    } catch {
      status.textContent = 'The dashboard does not answer';
    }
  }

  (async () => {
    for (;;) {
      await new Promise(done => setTimeout(done, Number(live.dataset.every)));
      await refresh();
    }
  })();
})();
