// What the form of a request knows: lines with their free money, contracts, types with papers and steps.
import { computed, ref } from "vue";
import { api, Refused } from "../api/client";
import type { Values } from "../api/shapes";
import { either, texts as useTexts } from "../app/language";
import { today } from "../app/session";
import { figure } from "../ui/format";
import { choice, field } from "./fields";
import { isAmount, isMore, plus } from "./money";
import { requestTexts } from "./request_texts";
import type { Contract, ContractRow, FundRequest, PaperFiles, Rules } from "./shapes";
import { fundRules, useOverview } from "./useOverview";

interface Indicator {
  no: number;
  name: string;
  formula?: string;
}

export function useRequestForm(number: string) {
  const t = useTexts(requestTexts);
  const { overview, none, load: loadOverview } = useOverview();
  const rules = ref<Rules | null>(null);
  const contracts = ref<ContractRow[]>([]);
  const indicators = ref<Indicator[]>([]);
  const before = ref<FundRequest | null>(null);
  const values = ref<Values>({});
  const files = ref<PaperFiles>({});
  const problems = ref<Record<string, string>>({});
  const refusal = ref("");
  const sending = ref(false);

  async function load(given: Record<string, string>) {
    const figures = api.get<{ indicators: Indicator[] }>("/evaluation").catch(() => ({ indicators: [] }));
    await loadOverview();
    rules.value = await fundRules();
    contracts.value = (await api.get<{ items: ContractRow[] }>("/funds/contracts", { project: overview.value?.project, open: "1", limit: 500 })).items;
    indicators.value = (await figures).indicators;
    values.value = { type: "purchase", pay_on: today.value, ...given };
    if (number) await loadBefore();
    else if (given.contract) await startFrom(given.contract);
  }
  /** What a contract says already: line, payee, paper, and the indicator its earlier requests serve, else the one that counts its register. */
  async function startFrom(no: string) {
    const own = await api.get<Contract>(`/funds/contracts/${encodeURIComponent(no)}`);
    if (!contracts.value.some((one) => one.number === own.number)) contracts.value = [own, ...contracts.value];
    setContract(own.number);
    const earlier = [...own.requests].reverse().find((one) => one.indicator)?.indicator;
    const counted = own.subject ? indicators.value.find((one) => new RegExp(`\\b${own.subject}\\b`).test(one.formula ?? ""))?.no : undefined;
    const serves = values.value.indicator ?? earlier ?? counted;
    if (serves) values.value = { ...values.value, indicator: String(serves) };
  }
  async function loadBefore() {
    const found = await api.get<FundRequest>(`/funds/requests/${encodeURIComponent(number)}`);
    before.value = found;
    values.value = { line: found.line, type: found.type, contract: found.contract, payee: found.payee, amount: found.amount, purpose: found.purpose, pay_on: found.pay_on, indicator: found.indicator ? String(found.indicator) : null };
    for (const paper of found.papers) values.value[`paper_${paper.kind}`] = paper.name;
  }

  const line = computed(() => overview.value?.lines.find((one) => one.line === values.value.line));
  const type = computed(() => rules.value?.types.find((one) => one.name === values.value.type));
  const contract = computed(() => contracts.value.find((one) => one.number === values.value.contract));
  const amount = computed(() => (isAmount(values.value.amount) ? plus(values.value.amount) : ""));
  /** What can still be asked for: of the line, or of what the contract has committed; with what this request holds itself. */
  const room = computed(() => {
    const own = before.value && before.value.state === "asked" ? before.value.amount : "0";
    if (contract.value) return plus(contract.value.committed, own);
    return line.value ? plus(line.value.free, own) : "";
  });
  const over = computed(() => !!amount.value && !!room.value && isMore(amount.value, room.value));
  const steps = computed(() => {
    if (!type.value || !amount.value) return [];
    const limit = type.value.limits.find((one) => one.up_to === null || !isMore(amount.value, one.up_to));
    return (limit?.steps ?? []).map((step) => either(step));
  });
  const papers = computed(() => type.value?.papers ?? []);

  const fields = computed(() => {
    const lines = (overview.value?.lines ?? []).filter((one) => one.state === "open");
    const kind = (rules.value?.types ?? []).map((one) => choice(one.name, one.title));
    const own = contracts.value.filter((one) => one.line === values.value.line);
    return [
      field("line", requestTexts.line, "choice", { required: true, choices: [...lines.map((one) => choice(one.line, t("lineChoice", { line: one.line, purpose: one.purpose, free: figure(one.free) })))] }),
      field("type", requestTexts.type, "choice", { required: true, choices: kind }),
      ...(own.length ? [field("contract", requestTexts.contract, "choice", { choices: own.map((one) => choice(one.number, t("contractChoice", { number: one.number, title: one.title, party: one.party }))) })] : []),
      field("payee", requestTexts.payee, "text", { required: true, max_chars: 80 }),
      field("amount", requestTexts.amount, "money", { required: true }),
      field("purpose", requestTexts.purpose, "text", { required: true, max_chars: 119 }),
      field("pay_on", requestTexts.payOn, "date", { required: true }),
      ...(indicators.value.length ? [field("indicator", requestTexts.indicator, "choice", { choices: indicators.value.map((one) => choice(String(one.no), `${one.no} ${one.name}`)) })] : []),
      ...papers.value.map((paper) => field(`paper_${paper.kind}`, { zh: paperTitle(paper.title.zh, "zh"), en: paperTitle(paper.title.en, "en") }, "text", { required: true, max_chars: 119 })),
      ...(number ? [field("reason", requestTexts.reason, "text", { required: true, max_chars: 119 })] : []),
    ];
  });
  const paperTitle = (paper: string, lang: "zh" | "en") => requestTexts.paperNumber[lang].replace("{paper}", paper);

  /** A contract names its line's payee and its paper. */
  function setContract(no: string | null) {
    const found = contracts.value.find((one) => one.number === no);
    if (!found) return;
    values.value = { ...values.value, line: found.line, contract: found.number, type: "scheduled", payee: found.party, paper_contract: found.number, purpose: values.value.purpose || found.title };
  }
  function set(next: Values) {
    const chosen = next.contract !== values.value.contract ? next.contract : null;
    if (next.line !== values.value.line) next.contract = null;
    values.value = next;
    if (chosen) setContract(chosen);
  }
  /** A file names its paper where nobody typed a number. */
  function attach(chosen: PaperFiles) {
    const named = Object.entries(chosen).filter(([kind, file]) => !values.value[`paper_${kind}`] && file.name);
    files.value = chosen;
    values.value = { ...values.value, ...Object.fromEntries(named.map(([kind, file]) => [`paper_${kind}`, file.name])) };
  }
  const payees = async (typed: string) => [...new Set([...(overview.value?.payees ?? []).map((one) => one.payee), ...contracts.value.map((one) => one.party)])].filter((name) => name.includes(typed.trim())).slice(0, 8);

  function paperBody(kind: string, name: string): { kind: string; name: string; upload?: string; digest?: string }[] {
    if (!name) return [];
    const file = files.value[kind];
    if (file) return [{ kind, name, upload: file.upload }];
    return [{ kind, name, digest: before.value?.papers.find((old) => old.kind === kind && old.name === name)?.digest ?? "" }];
  }
  function body() {
    const of = values.value;
    return {
      project: overview.value?.project ?? "",
      line: of.line ?? "",
      type: of.type ?? "",
      payee: of.payee ?? "",
      amount: of.amount ?? "",
      purpose: of.purpose ?? "",
      pay_on: of.pay_on ?? "",
      indicator: Number(of.indicator ?? 0),
      contract: of.contract ?? "",
      papers: papers.value.flatMap((paper) => paperBody(paper.kind, of[`paper_${paper.kind}`] ?? "")),
      ...(number ? { reason: of.reason ?? "" } : {}),
    };
  }
  /** All that is missing at once, in the order of the form; "" when nothing is. */
  function check(): string {
    problems.value = {};
    for (const one of fields.value) if (one.required && !values.value[one.name]) problems.value[one.name] = t("missing");
    refusal.value = Object.keys(problems.value).length ? t("missingNow", { fields: fields.value.filter((one) => problems.value[one.name]).map((one) => either(one.title)).join("、") }) : "";
    return Object.keys(problems.value)[0] ?? "";
  }
  async function send(): Promise<FundRequest | null> {
    if (sending.value || check()) return null;
    sending.value = true;
    try {
      return await api.post<FundRequest>(number ? `/funds/requests/${encodeURIComponent(number)}/changes` : "/funds/requests", body());
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refusal.value = error.message;
      const at = error.field === "papers" ? `paper_${papers.value.find((paper) => !values.value[`paper_${paper.kind}`])?.kind ?? ""}` : error.field;
      if (at) problems.value = { [at]: error.message };
      return null;
    } finally {
      sending.value = false;
    }
  }
  return { overview, none, before, values, files, papers, attach, problems, refusal, fields, line, type, contract, amount, room, over, steps, load, set, payees, check, send };
}
