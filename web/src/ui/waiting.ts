// How many entries wait on this machine to be sent; the quick entry's queue sets it.
import { ref } from "vue";
export const waitingCount = ref(0);
/** How many rounds of inspection wait to be sent; the round's own store sets it. They outlive a sign-out. */
export const waitingRounds = ref(0);
