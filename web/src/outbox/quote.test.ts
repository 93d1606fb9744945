import { describe, expect, it } from 'vitest';
import { bodyOf, quoteForward, quoteReply, textToHtml } from './quote';

describe('quoted text', () => {
    it('keeps lines and harmless signs', () => {
        expect(textToHtml('TA < 14\r\n\nMerci & bien à vous')).toBe('<div>TA &lt; 14</div><div><br></div><div>Merci &amp; bien à vous</div>');
    });
    it('stands under its introduction', () => {
        expect(quoteReply({ introduction: 'Dr "A" a écrit :' }, '<p>x</p>')).toContain('<div>Dr &quot;A&quot; a écrit :</div><blockquote type="cite"><p>x</p></blockquote>');
    });
    it('of a forward says who, when, what', () => {
        expect(quoteForward({ introduction: '—', rows: [['Objet :', '<b>']] }, 'x')).toContain('<b>Objet :</b> &lt;b&gt;');
    });
});

it('a whole document gives its body', () => {
    expect(bodyOf('<html><head><style>x</style></head><body class="a"><p>b</p></body></html>')).toBe('<p>b</p>');
    expect(bodyOf('<p>b</p>')).toBe('<p>b</p>');
});
