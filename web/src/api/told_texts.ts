export const toldTexts = {
  unreachable: { zh: "连不上服务器。写的都在这页上，连上再试一次。", en: "The server cannot be reached. What you typed is still here; try again when it can." },
};
