// Added to pages by `site-builder serve`, and by nothing else: reloads a page when it changes, and shows what is wrong.
(() => {
  'use strict';
  const script = document.currentScript;
  const own = new URL('./', script.src);
  const asked = new URLSearchParams({ page: location.pathname, key: script.dataset.key || '' });
  let source = null;
  let panel = null;
  let closed = '';

  const element = (name, settings = {}, children = []) => {
    const made = document.createElement(name);
    Object.assign(made, settings);
    made.append(...children);
    return made;
  };

  const draw = (state, open) => {
    if (!panel) {
      panel = element('site-builder-preview');
      panel.attachShadow({ mode: 'open' });
      document.documentElement.append(panel);
    }
    const style = element('link', { rel: 'stylesheet', href: new URL('live.css', own).href });
    const inside = [style];
    if (state.text && open) {
      const close = element('button', { type: 'button', textContent: 'Close (Esc)' });
      close.addEventListener('click', () => shut(state));
      const title = element('strong', { textContent: state.title });
      const bar = element('header', {}, [title, close]);
      const text = element('pre', { textContent: state.text, tabIndex: 0 });
      const kind = `panel ${state.errors ? 'errors' : 'warnings'}`;
      inside.push(element('section', { className: kind, role: 'alert', ariaLabel: state.title }, [bar, text]));
    } else if (state.title) {
      const badge = element('button', { type: 'button', className: 'badge', textContent: state.title });
      if (state.text) badge.addEventListener('click', () => draw(state, true));
      else badge.disabled = true;
      inside.push(badge);
    }
    panel.shadowRoot.replaceChildren(...inside);
    panel.onkey = state.text && open ? () => shut(state) : null;
  };

  const shut = (state) => {
    closed = state.text;
    draw(state, false);
  };

  const listen = () => {
    if (source) return;
    source = new EventSource(new URL(`events?${asked}`, own));
    source.addEventListener('reload', () => { forget(); location.reload(); });
    source.addEventListener('state', (event) => {
      const state = JSON.parse(event.data);
      draw(state, state.errors > 0 && state.text !== closed);
    });
    source.onerror = () => draw({ title: 'The preview has stopped', text: '', errors: 0 }, false);
  };

  const forget = () => {
    if (source) source.close();
    source = null;
  };

  // A browser has few connections to one server: a tab that nobody sees needs none.
  const tend = () => (document.visibilityState === 'hidden' ? forget() : listen());
  document.addEventListener('visibilitychange', tend);
  addEventListener('pagehide', forget);
  addEventListener('pageshow', tend);
  addEventListener('keydown', (event) => { if (event.key === 'Escape' && panel && panel.onkey) panel.onkey(); });
  tend();
})();
