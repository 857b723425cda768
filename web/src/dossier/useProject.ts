// The project in the address, or the first one; every page of the dossier begins with it.
import { computed, ref, watch } from "vue";
import { useRoute } from "vue-router";
import { api } from "../api/client";
import { told } from "../api/told";
import type { ProjectBrief } from "../indicators/shapes";
import type { Project } from "./shapes";

export function useProject() {
  const route = useRoute();
  const projects = ref<ProjectBrief[] | null>(null);
  const project = ref<Project | null>(null);
  const tag = ref(""); // the ETag of the version shown
  const problem = ref("");
  const wanted = computed(() => String(route.query.project ?? ""));

  async function load() {
    problem.value = "";
    try {
      projects.value ??= (await api.get<{ items: ProjectBrief[] }>("/projects")).items;
      const code = wanted.value || projects.value[0]?.code;
      if (code && project.value?.code !== code) await read(code);
    } catch (error) {
      problem.value = told(error);
    }
  }
  async function read(code: string) {
    const answer = await api.getTagged<Project>(`/projects/${encodeURIComponent(code)}`);
    [project.value, tag.value] = [answer.body, answer.etag];
  }
  /** The version of now, after it was changed here or by another person. */
  const reread = async () => {
    if (project.value) await read(project.value.code);
  };
  watch(wanted, load, { immediate: true });
  const path = computed(() => (project.value ? `/projects/${encodeURIComponent(project.value.code)}` : ""));
  return { projects, project, tag, problem, path, reread };
}
