import { describe, expect, it } from 'vitest';
import { EmailWindow, pageSize } from './emailWindow';

const ids = (from: number, count = pageSize) => Array.from({ length: count }, (_, i) => `m${from + i}`);

function filled(): EmailWindow {
    const window = new EmailWindow();
    window.put(0, ids(0), 10_000, 's1');
    window.put(100, ids(100), 10_000, 's1');
    return window;
}

describe('a window over a long list', () => {
    it('asks for the first page before it knows the length', () => {
        expect(new EmailWindow().missing(0, 20)).toEqual([0]);
    });
    it('asks only for the pages in sight that it has not', () => {
        expect(filled().missing(0, 160)).toEqual([50, 150]);
    });
    it('finds mails by place and place by mail', () => {
        expect(filled().at(101)).toBe('m101');
        expect(filled().at(60)).toBeUndefined();
        expect(filled().indexOf('m100')).toBe(100);
    });
    it('doubts the other pages when the list changed, and goes on showing them', () => {
        const window = filled();
        window.put(0, ['new', ...ids(0, 49)], 10_001, 's2');
        expect(window.at(100)).toBe('m100');
        expect(window.missing(0, 120)).toEqual([50, 100]);
    });
    it('closes the gap of a deleted mail at once', () => {
        const window = filled();
        window.remove(new Set(['m1']));
        expect([window.at(0), window.at(1), window.total]).toEqual(['m0', 'm2', 9_999]);
        expect(window.missing(0, 10)).toEqual([0]);
    });
    it('forgets what is past the end of a list that became shorter', () => {
        const window = filled();
        window.put(0, ids(0, 3), 3, 's2');
        expect(window.at(100)).toBeUndefined();
        expect(window.missing(0, 200)).toEqual([]);
    });
    it('asks again for an empty list that is doubtful', () => {
        const window = new EmailWindow();
        window.put(0, [], 0, 's1');
        expect(window.missing(0, 20)).toEqual([]);
        window.doubt();
        expect(window.missing(0, 20)).toEqual([0]);
    });
});
