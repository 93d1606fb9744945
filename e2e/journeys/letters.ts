/** Whole mails, octet by octet, for what no mail program would write. */
export const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGOoqCjDgxhGpTEQAI1Bac2qvbZWAAAAAElFTkSuQmCC';

/** One page that says one thing. */
export function pdf(sentence: string): Buffer {
    return written([page(sentence, '')]);
}

/** A scan: pages with the grain of paper, about 0.3 MB each, and a sentence on each. */
export function scan(sentence: string, pages: number): Buffer {
    const [width, height] = [600, 500];
    const grain = Array.from({ length: pages }, (_, n) => {
        const octets = Buffer.alloc(width * height);
        let state = 7 + n;
        for (let i = 0; i < octets.length; i++) octets[i] = 190 + ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) >> 16) % 60;
        return `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${octets.length} >>\nstream\n${octets.toString('latin1')}\nendstream`;
    });
    return written(grain.map((image, i) => page(`${sentence} ${i + 1}`, image)));
}

/** What a page shows: a picture behind, if there is one, and a sentence. */
function page(sentence: string, image: string): { content: string; image: string } {
    const behind = image ? 'q 595 0 0 842 0 0 cm /Im Do Q ' : '';
    return { content: `${behind}BT /F1 24 Tf 60 700 Td (${sentence}) Tj ET`, image };
}

function written(pages: { content: string; image: string }[]): Buffer {
    const first = 4;
    const kids = pages.map((_, i) => `${first + 3 * i} 0 R`).join(' ');
    const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
    for (const [i, { content, image }] of pages.entries()) {
        const own = first + 3 * i;
        objects.push(
            `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${own + 1} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Im ${own + 2} 0 R >> >> >>`,
            `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
            image || 'null',
        );
    }
    const start = '%PDF-1.4\n';
    const body = objects.map((one, i) => `${i + 1} 0 obj\n${one}\nendobj\n`);
    let at = start.length;
    const table = body.map((one) => `${String((at += one.length) - one.length).padStart(10, '0')} 00000 n \n`).join('');
    const count = objects.length + 1;
    return Buffer.from(`${start}${body.join('')}xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`, 'latin1');
}

export interface Head {
    from: string;
    to: string;
    subject: string;
    [name: string]: string;
}

export function mail(head: Head, type: string, body: string): string {
    const { subject, ...others } = head;
    const coded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
    const fields = Object.entries({
        Date: new Date().toUTCString().replace('GMT', '+0000'),
        'Message-ID': `<${crypto.randomUUID()}@journeys.test>`,
        'MIME-Version': '1.0',
        ...others,
        Subject: coded,
        'Content-Type': type,
    });
    return [...fields.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');
}

export function part(head: string[], body: string): string {
    return [...head, '', body].join('\r\n');
}

export function multipart(parts: string[], boundary: string): string {
    return `${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`;
}
