// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What is asked of every page, in the page itself; each answers with what is wrong.
enum PageCheck {
    /// The links of a page that lead on within the site.
    static let links = """
        ({links: [...document.querySelectorAll('a[href]')]
          .filter(a => a.origin === location.origin && !a.getAttribute('href').startsWith('#'))
          .map(a => a.pathname + a.search)})
        """

    /// Nothing is wider than the window, except inside a part that scrolls by itself.
    static let overflow = """
        (() => {
          const room = document.documentElement.clientWidth;
          const wide = document.documentElement.scrollWidth > room;
          const told = e => e.tagName.toLowerCase() + ' ' + (e.className || e.textContent || '')
            .toString().trim().slice(0, 60);
          return {faults: !wide ? [] : [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > room + 0.5)
            .slice(-3).map(e => 'wider than the window: ' + told(e))};
        })()
        """

    /// Landmarks, headings, names of controls, table heads, ids: what a screen reader goes by.
    static let structure = """
        (() => {
          const faults = [], all = s => [...document.querySelectorAll(s)];
          const one = (s, what) => { if (all(s).length !== 1) faults.push(what); };
          const name = e => (e.getAttribute('aria-label') || e.textContent || e.value || '').trim();
          one('main', 'one main'); one('h1', 'one h1');
          one('body > header', 'one header'); one('body > footer', 'one footer');
          if (!document.documentElement.lang) faults.push('a language');
          if (!document.title.trim()) faults.push('a title');
          if (document.scripts.length) faults.push('no script');
          all('nav').filter(e => !e.getAttribute('aria-label')).forEach(() =>
            faults.push('a name for each nav'));
          let last = 1;
          all('h1,h2,h3,h4').forEach(h => { const level = +h.tagName[1];
            if (level > last + 1) faults.push('no heading skipped: ' + name(h)); last = level; });
          all('input:not([type=hidden]),select,textarea').forEach(e => {
            if (!e.labels.length && !e.getAttribute('aria-label'))
              faults.push('a label for ' + e.name); });
          all('a[href],button').forEach(e => { if (!name(e)) faults.push('words in '
            + e.outerHTML.slice(0, 80)); });
          all('img,svg').forEach(e => { if (!e.getAttribute('alt') && !e.getAttribute('aria-label')
            && !e.querySelector('title') && e.getAttribute('aria-hidden') !== 'true')
            faults.push('words for a picture'); });
          all('table').forEach(t => { if (!t.querySelector('th')) faults.push('heads of a table');
            });
          const ids = all('[id]').map(e => e.id);
          ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => faults.push('one #' + id));
          return {faults};
        })()
        """

    /// WCAG 2.2: contrast of text (1.4.3) and of a control's edge (1.4.11), targets' size (2.5.8).
    static let sight = """
        (() => {
          const faults = [], style = e => getComputedStyle(e);
          const parse = c => { const n = (c.match(/[\\d.]+/g) || []).map(Number);
            return c.startsWith('color(') ? [n[0] * 255, n[1] * 255, n[2] * 255, n[3] ?? 1]
              : [n[0], n[1], n[2], n[3] ?? 1]; };
          const light = c => { const l = c.slice(0, 3).map(v => { v /= 255;
            return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
          const ground = e => { for (; e; e = e.parentElement) {
            const c = parse(style(e).backgroundColor); if (c[3] === 1) return c; }
            return matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0, 1]
              : [255, 255, 255, 1]; };
          const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
            return (x + 0.05) / (y + 0.05); };
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const seen = new Set();
          while (texts.nextNode()) {
            const e = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim() || seen.has(e) || !e.checkVisibility()) continue;
            seen.add(e);
            const s = style(e), size = parseFloat(s.fontSize);
            const isLarge = size >= 24 || (size >= 18.66 && +s.fontWeight >= 700);
            const ink = e.closest('svg') ? s.fill : s.color;
            const found = ratio(parse(ink), ground(e));
            if (found < (isLarge ? 3 : 4.5) - 0.005) faults.push('contrast ' + found.toFixed(2)
              + ': ' + texts.currentNode.data.trim().slice(0, 40));
          }
          document.querySelectorAll('button,input:not([type=hidden]),select,textarea,summary')
            .forEach(e => { if (!e.checkVisibility()) return;
              const box = e.getBoundingClientRect(), isTick = ['checkbox', 'radio']
                .includes(e.type);
              if (!isTick && (box.width < 24 || box.height < 24)) faults.push('a target of '
                + Math.round(box.width) + ' x ' + Math.round(box.height) + ': '
                + (e.name || e.textContent.trim()).slice(0, 40)); });
          return {faults};
        })()
        """

    /// Where the keyboard is.
    static let focus = """
        (() => {
          const e = document.activeElement;
          if (!e || e === document.body) return {isNowhere: true};
          const s = getComputedStyle(e);
          return {isNowhere: false, name: e.tagName.toLowerCase() + ' '
            + (e.name || e.textContent || '').trim().slice(0, 40),
            isShown: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
              && e.checkVisibility(), isLast: e === document.body};
        })()
        """

    /// How many places a keyboard has to reach.
    static let stops = """
        ({count: [...document.querySelectorAll(
          'a[href],button,input:not([type=hidden]),select,textarea,summary')]
          .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0
            && !(e.type === 'radio' && !e.checked && e.name
              && document.querySelectorAll('input[type=radio][name="' + e.name + '"]').length > 1))
          .length})
        """
}
