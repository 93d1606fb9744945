import { expect, test } from 'vitest';
import type { EmailRow } from '../platform/jmapTypes';
import { EmailWindow } from './emailWindow';
import { UnderWay } from './underWay';

const row = (id: string, ...keywords: string[]) => ({ id, keywords: Object.fromEntries(keywords.map((k) => [k, true])) }) as EmailRow;

test('what the server tells while the operator is asked does not undo what is shown', () => {
    const underWay = new UnderWay();
    const ended = underWay.mark(['a'], '$flagged', true);
    const read = underWay.mark(['a', 'b'], '$seen', false);
    expect(underWay.shown(row('a', '$seen')).keywords).toEqual({ $flagged: true });
    expect(underWay.shown(row('b', '$seen')).keywords).toEqual({});
    expect(underWay.shown(row('c', '$seen')).keywords).toEqual({ $seen: true });
    ended();
    read();
    expect(underWay.shown(row('a', '$seen')).keywords).toEqual({ $seen: true });
});

test('the later of two gestures counts', () => {
    const underWay = new UnderWay();
    underWay.mark(['a'], '$flagged', true);
    underWay.mark(['a'], '$flagged', false);
    expect(underWay.shown(row('a', '$flagged')).keywords).toEqual({});
});

test('a mail that leaves does not come back with a page that was asked for before, and nothing is asked for again', () => {
    const underWay = new UnderWay();
    const window = new EmailWindow();
    const ended = underWay.leave(['b']);
    window.put(0, ['a', 'b', 'c'], 3, '1');
    window.hide(underWay.hidden(['a', 'b', 'c']));
    expect([window.at(0), window.at(1), window.total]).toEqual(['a', 'c', 2]);
    expect(window.missing(0, 1)).toEqual([]);
    ended();
    expect(underWay.hidden(['a', 'b', 'c']).size).toBe(0);
});
