// The page works without this, except for writing and for faults.

async function post(path, body) {
    const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
}

function base64(file) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
    });
}

function outcome(answer) {
    if (!answer.body.recipients) {
        return answer.body.detail;
    }
    return answer.body.recipients.map((r) => (r.accepted ? "Remis à " : "Refusé pour ") + r.recipient + " : " + r.reply).join("\n");
}

async function send(form) {
    const files = [...form.elements.files.files];
    const attachments = await Promise.all(files.map(async (file) => ({ name: file.name, type: file.type, base64: await base64(file) })));
    const fields = Object.fromEntries(["from", "subject", "text", "inReplyTo"].map((name) => [name, form.elements[name].value]));
    return post("/api/messages", { ...fields, to: form.elements.to.value.split(/[,;\s]+/).filter(Boolean), attachments });
}

document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const result = document.getElementById("result");
    result.textContent = "Envoi…";
    try {
        result.textContent = outcome(await send(event.target));
    } catch (error) {
        result.textContent = "Le bac à sable ne répond pas : " + error.message;
    }
});

document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-fault]");
    if (button) {
        await post("/api/faults", { kind: button.dataset.fault, seconds: 60 });
        location.reload();
    }
});

// A list shows what arrives without a reload.
if (document.querySelector("[data-live]")) {
    setInterval(async () => {
        if (document.hidden) {
            return;
        }
        const response = await fetch(location.href).catch(() => null);
        if (!response?.ok) {
            return;
        }
        const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("main");
        const main = document.getElementById("main");
        if (fresh && fresh.innerHTML !== main.innerHTML) {
            main.replaceChildren(...fresh.childNodes);
        }
    }, 3000);
}
