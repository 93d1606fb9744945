import { expect, it } from 'vitest';
import { pieces } from './marked';

it('a snippet is text with marks', () => {
    expect(pieces('…à l’<mark>hôpital</mark> &lt;b&gt; &amp;amp; <mark>a&#39;b</mark>')).toEqual([
        { text: '…à l’', marked: false },
        { text: 'hôpital', marked: true },
        { text: ' <b> &amp; ', marked: false },
        { text: "a'b", marked: true },
    ]);
});
it('tags that are none of ours stay text', () => {
    expect(pieces('<script>x</script><mark>a')).toEqual([{ text: '<script>x</script><mark>a', marked: false }]);
    expect(pieces('')).toEqual([]);
});
