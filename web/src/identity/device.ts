/** "Chrome 140 · Windows" of a browser's long name. */
export function device(agent: string): string {
  const browser = /(Edg|Firefox|Chrome|Safari)\w*\/(\d+)/.exec(agent);
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent);
  if (!browser) return agent.slice(0, 40) || "—";
  return `${browser[1] === "Edg" ? "Edge" : browser[1]} ${browser[2]}${system ? ` · ${system[1]}` : ""}`;
}
