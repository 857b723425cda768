// Of GET /home what the brief shows; 我的今天 reads the rest.
import type { Text, Waiting } from "../api/shapes";
import type { Brief, EvaluationTotal } from "../indicators/shapes";

export interface BriefHome {
  today: string;
  workday: { n: number; of: number } | null;
  waiting: Waiting[];
  stale: { register: string; title: Text; owner: string; days: number }[];
  imports_due: { register: string; title: Text; last_day: string | null; days: number }[];
  brief: Brief | null;
  total: EvaluationTotal | null;
}
