// Roles and permissions as the server tells them; asked for once.
import { ref } from "vue";
import { api } from "../api/client";
import type { RoleMatrix } from "../api/shapes";

export const matrix = ref<RoleMatrix | null>(null);
export async function loadRoles() {
  matrix.value ??= await api.get<RoleMatrix>("/roles");
}
