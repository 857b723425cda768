// How many entries wait on this machine to be sent; the quick entry's queue sets it.
import { ref } from "vue";
export const waitingCount = ref(0);
