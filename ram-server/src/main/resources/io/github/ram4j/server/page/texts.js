/** Chinese of the page's own elements, by their data-text; their English stands in the page. */
const CHINESE = {
  skip: "跳到结果",
  pageLanguage: "页面语言",
  theme: "配色",
  themeSystem: "跟随系统",
  themeLight: "浅色",
  themeDark: "深色",
  tokenLabel: "此服务器需要令牌",
  tokenUse: "使用",
  tokenHint: "令牌只保留到关闭此标签页为止。",
  intakeTitle: "看看图片里有什么",
  choose: "选择图片",
  photograph: "拍照",
  intakeWays: "把图片拖到这里，或按 Ctrl-V 粘贴。",
  intakeNote: "图片只发送到这台服务器，服务器不保留任何图片。",
  historyTitle: "本次图片",
  save: "保存结果",
  clear: "清空",
  noPreview: "无法预览：浏览器不能显示此文件。",
  remove: "移除",
  again: "重试",
  captionTitle: "描述",
  steerLabel: "在描述中提到",
  steerAdd: "重新生成",
  unsteer: "由模型决定",
  steerHint: "也可以点选下面的标签：描述会据此重新生成。描述为英文。",
  tagsTitle: "标签",
  copyText: "复制文本",
  copyJson: "复制 JSON",
  cancel: "取消",
  none: "没有标签超过阈值。向左移动滑块可显示把握较小的标签。",
  namesTitle: "标签表之外的名称",
  namesLabel: "名称，用逗号分隔",
  namesAsk: "识别",
  namesHint: "输入名称，用逗号分隔：即使模型没有学过，也会给出分数。",
  placesTitle: "物体位置",
  placesShown: "在图片上显示",
  placesLabel: "要查找的名称",
  placesAsk: "查找",
  placesHint: "用逗号分隔；留空则查找超过模型自带阈值的标签中的物体。比识别标签耗时。",
  placesBusy: "正在查找……",
  placesNone: "没有找到。",
  placesTurned: "未绘制：此浏览器显示图片的方向与服务器不同。",
  looksBusy: "正在查看模型关注的位置……",
  threshold: "阈值",
  moreTags: "标签更多",
  ownTags: "模型设定",
  surerTags: "把握更大",
  reset: "重置",
  tagLanguage: "标签语言",
  both: "双语",
  keys: "键盘操作",
  keyPaste: "识别剪贴板中的图片",
  keyArrows: "在图片列表中：上一张、下一张",
  keyDelete: "在图片列表中：移除图片",
  keyEscape: "取消向服务器的请求",
  api: "程序接口（API）",
  dropHere: "松开即可识别",
};

const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;

/** Sentences that the page makes: English, Chinese. */
const SENTENCES = {
  title: ["ram4j: tags of images", "ram4j：图片标签"],
  model: [
    (name, tags) => `${name} · ${tags.toLocaleString("en")} tags`,
    (name, tags) => `${name} · ${tags} 个标签`,
  ],
  ownThresholds: ["Each tag's own threshold", "每个标签使用模型自带的阈值"],
  lowered: [
    (by) => `Each tag's own threshold lowered by ${by}`,
    (by) => `每个标签自带的阈值降低 ${by}`,
  ],
  raised: [
    (by) => `Each tag's own threshold raised by ${by}`,
    (by) => `每个标签自带的阈值提高 ${by}`,
  ],
  count: [(n) => plural(n, "tag", "tags"), (n) => `${n} 个标签`],
  result: [
    (file, n, tags) => `${file}: ${plural(n, "tag", "tags")}. ${tags}`,
    (file, n, tags) => `${file}：${n} 个标签。${tags}`,
  ],
  more: [(n) => `Show ${n} more`, (n) => `再显示 ${n} 个`],
  chipTitle: [
    (score, threshold) => `score ${score}, threshold ${threshold}`,
    (score, threshold) => `分数 ${score}，阈值 ${threshold}`,
  ],
  regions: [
    (n, tags) => `${plural(n, "place", "places")}. ${tags}`,
    (n, tags) => `${n} 处。${tags}`,
  ],
  skipped: [(names) => `Not looked for: ${names}`, (names) => `无法查找：${names}`],
  whereabouts: [
    (place, share) => `${place}, ${share} % of the image`,
    (place, share) => `${place}，占图片的 ${share}%`,
  ],
  place0: ["upper left", "左上"],
  place1: ["upper middle", "中上"],
  place2: ["upper right", "右上"],
  place3: ["left", "左侧"],
  place4: ["middle", "中间"],
  place5: ["right", "右侧"],
  place6: ["lower left", "左下"],
  place7: ["lower middle", "中下"],
  place8: ["lower right", "右下"],
  look: [
    (name) => `Where the model looks for ${name}`,
    (name) => `模型识别“${name}”时关注的位置`,
  ],
  looks: [
    (name, place) => `${name}: the model looks most here: ${place}. A hint, no box.`,
    (name, place) => `${name}：模型最关注${place}。仅为提示，并非边界框。`,
  ],
  below: ["below its threshold", "低于阈值"],
  above: ["above its threshold", "高于阈值"],
  removeName: [(name) => `Remove ${name}`, (name) => `移除 ${name}`],
  unread: ["past what the model reads", "超出模型可读的长度"],
  preview: [(file) => `Preview of ${file}`, (file) => `${file} 的预览`],
  waiting: ["Waiting for its turn …", "排队中……"],
  recognizing: ["Looking at the image …", "正在识别……"],
  writing: ["Writing …", "正在生成……"],
  cancelled: ["Cancelled", "已取消"],
  copied: ["Copied", "已复制"],
  notCopied: ["The browser did not allow it", "浏览器不允许复制"],
  removed: [(file) => `${file} removed`, (file) => `已移除 ${file}`],
  cleared: ["All images removed", "已移除所有图片"],
  pasted: [(n) => `pasted-${n}`, (n) => `粘贴-${n}`],
  stateWaiting: ["waiting", "等待中"],
  stateRunning: ["being recognized", "识别中"],
  stateFailed: ["failed", "失败"],
  stateCancelled: ["cancelled", "已取消"],
  tokenWrong: ["The server does not accept this token.", "服务器不接受此令牌。"],
};

/** What a problem of the server means, by its code; its own words follow. */
const PROBLEMS = {
  "not-an-image": ["This file is no image that the server can read", "服务器无法将此文件读作图片"],
  "too-large": ["This image is too large for the server", "图片超过服务器的限制"],
  "too-many": ["The server is busy", "服务器正忙"],
  "too-slow": ["The image came too slowly", "图片传输过慢"],
  unusable: ["The model cannot take this", "模型无法处理"],
  unavailable: ["The server has no answer in time", "服务器未能及时响应"],
  unauthorized: ["The server asks for a token", "服务器需要令牌"],
  "not-offered": ["This model does not do that", "此模型不支持该功能"],
  unreachable: ["The server cannot be reached", "无法连接服务器"],
  folder: ["This is a folder: drop the images that are in it", "这是一个文件夹：请拖放其中的图片"],
  unreadable: ["The browser cannot read this file", "浏览器无法读取此文件"],
  other: ["The server could not answer", "服务器无法回答"],
};

const english = new Map();
let language = "en";

const of = (pair) => pair[language === "zh" ? 1 : 0];

/** A sentence in the page's language. */
export function text(key, ...values) {
  const sentence = of(SENTENCES[key]);
  return typeof sentence === "function" ? sentence(...values) : sentence;
}

/** What a problem means in the page's language. */
export const meaning = (code) => of(PROBLEMS[code] ?? PROBLEMS.other);

/** The language that the browser asks for, of those of the page. */
export const preferredLanguage = () =>
  (navigator.languages ?? []).find((l) => /^(en|zh)\b/i.test(l))?.slice(0, 2).toLowerCase() ?? "en";

/** Puts the page's own elements into a language. */
export function speak(wanted) {
  language = wanted;
  document.documentElement.lang = wanted === "zh" ? "zh-Hans" : "en";
  document.title = text("title");
  for (const element of document.querySelectorAll("[data-text]")) {
    const key = element.dataset.text;
    if (!english.has(key)) {
      english.set(key, element.textContent);
    }
    element.textContent = wanted === "zh" ? CHINESE[key] : english.get(key);
  }
}
