// The certificate's page: compares a file with the one that was issued, without sending it.
const field = document.querySelector("[data-fingerprint]");
if (field && crypto.subtle) {
  const answer = field.querySelector("[role=status]");
  field.hidden = false;
  field.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    answer.textContent = "";
    if (!file) return;
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const print = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0"));
    const same = print.join("") === field.dataset.fingerprint;
    answer.textContent = same ? answer.dataset.same : answer.dataset.other;
  });
}
