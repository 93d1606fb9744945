/** Whole mails, octet by octet, for what no mail program would write. */
export const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGOoqCjDgxhGpTEQAI1Bac2qvbZWAAAAAElFTkSuQmCC';

/** One page that says one thing. */
export function pdf(sentence: string): Buffer {
    const text = `BT /F1 24 Tf 60 700 Td (${sentence}) Tj ET`;
    const objects = [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ];
    const body = objects.map((one, i) => `${i + 1} 0 obj\n${one}\nendobj\n`);
    const offsets = body.map((_, i) => '%PDF-1.4\n'.length + body.slice(0, i).join('').length);
    const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
    const start = '%PDF-1.4\n'.length + body.join('').length;
    return Buffer.from(
        `%PDF-1.4\n${body.join('')}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
        'latin1',
    );
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
