"use strict";
document.querySelector("input").addEventListener("change", async (event) => {
  const answer = await fetch("v1/recognize", { method: "POST", body: event.target.files[0] });
  document.querySelector("pre").textContent = JSON.stringify(await answer.json(), null, 1);
});
